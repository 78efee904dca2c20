from django.apps import AppConfig


class AdvisorConfig(AppConfig):
    name = "advisor"

    def ready(self) -> None:
        from advisor import checks, logs  # noqa: F401, PLC0415 - checks registers the system checks
        from advisor.conversation.addresses import own_answer_address  # noqa: PLC0415 - models are loaded by now
        from advisor.row_addresses import row_address  # noqa: PLC0415 - as above
        from advisor.support.field import answers_in  # noqa: PLC0415 - as above
        from mandates.admin.preview import public_site  # noqa: PLC0415 - as above

        logs.follow_requests()
        public_site.hand_in(own_answer_address, row_address, answers_in)
