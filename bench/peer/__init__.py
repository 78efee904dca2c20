"""The peer: the same questionnaire built the textbook way, on django-formtools' session wizard, to compare with."""
