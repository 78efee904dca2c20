"""Organisations' own names, where nothing in them tells what they are. Pure.

Municipalities by both names, former ones too; wellbeing services counties by what they call themselves and by their
regions; the social security institutions that people call by name. Who has a name with a word of ours in it ("Espoon
kaupunki") is found by that word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from advisor.search.similarity import undotted, words

_NAMES: Final = {
    "kunta": (
        "Akaa, Alajärvi, Alavieska, Alavo, Alavus, Asikkala, Askola, Aura, Birkala, Björneborg, Borgnäs, Borgå, "
        "Brahestad, Bötom, Enare, Enonkoski, Enontekis, Enontekiö, Esbo, Espoo, Etseri, Eura, Eurajoki, Euraåminne, "
        "Evijärvi, Forssa, Fredrikshamn, Grankulla, Gustavs, Haapajärvi, Haapavesi, Hailuoto, Halsua, Hamina, Hangö, "
        "Hankasalmi, Hanko, Harjavalta, Hartola, Hattula, Hausjärvi, Heinola, Heinävesi, Hirvensalmi, Hollola, "
        "Honkajoki, Huittinen, Humppila, Hyrynsalmi, Hyvinge, Hyvinkää, Hämeenkyrö, Hämeenlinna, Högfors, Idensalmi, "
        "Ii, Iisalmi, Iitti, Ikaalinen, Ikalis, Ilmajoki, Ilomants, Ilomantsi, Imatra, Inari, Ingå, Inkoo, Isojoki, "
        "Isokyrö, Jakobstad, Janakkala, Joensuu, Jokioinen, Joroinen, Jorois, Joutsa, Juuka, Juupajoki, Juva, "
        "Jyväskylä, Jämijärvi, Jämsä, Järvenpää, Kaarina, Kaavi, Kajaani, Kajana, Kalajoki, Kangasala, Kangasniemi, "
        "Kankaanpää, Kannonkoski, Kannus, Karijoki, Karkkila, Karleby, Karlö, Karstula, Karvia, Kaskinen, Kaskö, "
        "Kauhajoki, Kauhava, Kauniainen, Kaustby, Kaustinen, Keitele, Kemi, Kemijärvi, Keminmaa, Kemiönsaari, "
        "Kempele, Kerava, Kervo, Keuruu, Kihniö, Kimitoön, Kinnula, Kirkkonummi, Kitee, Kittilä, Kiuruvesi, "
        "Kivijärvi, Kokemäki, Kokkola, Kolari, Konnevesi, Kontiolahti, Korsholm, Korsnäs, Koski, Kotka, Kouvola, "
        "Kristiinankaupunki, Kristinestad, Kronoby, Kruunupyy, Kuhmo, Kuhmoinen, Kumo, Kuopio, Kuortane, Kurikka, "
        "Kustavi, Kuusamo, Kyrkslätt, Kyyjärvi, Kärkölä, Kärsämäki, Lahti, Lahtis, Laihia, Laitila, Lapinjärvi, "
        "Lapinlahti, Lappajärvi, Lappeenranta, Lappo, Lappträsk, Lapua, Larsmo, Laukaa, Lemi, Lempäälä, Leppävirta, "
        "Lestijärvi, Lieksa, Lieto, Limingo, Liminka, Liperi, Lohja, Loimaa, Lojo, Loppi, Loviisa, Lovisa, Luhanka, "
        "Lumijoki, Lundo, Luoto, Luumäki, Maalahti, Malax, Marttila, Masku, Merijärvi, Merikarvia, Miehikkälä, "
        "Mikkeli, Muhos, Multia, Muonio, Mustasaari, Muurame, Mynämäki, Myrskylä, Mäntsälä, Mänttä-Vilppula, "
        "Mäntyharju, Mörskom, Naantali, Nakkila, Nivala, Nokia, Nousiainen, Nousis, Nurmes, Nurmijärvi, Nykarleby, "
        "Nyslott, Nystad, Nådendal, Närpes, Närpiö, Orimattila, Oripää, Orivesi, Oulainen, Oulu, Outokumpu, "
        "Padasjoki, Paimio, Paltamo, Parainen, Pargas, Parikkala, Parkano, Pedersöre, Pelkosenniemi, Pello, Pemar, "
        "Perho, Pertunmaa, Petäjävesi, Pieksämäki, Pielavesi, Pietarsaari, Pihtipudas, Pirkkala, Polvijärvi, "
        "Pomarkku, Pori, Pornainen, Porvoo, Posio, Pudasjärvi, Pukkila, Punkalaidun, Puolanka, Puumala, Pyhtää, "
        "Pyhäjoki, Pyhäjärvi, Pyhäntä, Pyhäranta, Pyttis, Påmark, Pälkäne, Pöytyä, Raahe, Raasepori, Raisio, "
        "Rantasalmi, Ranua, Raseborg, Rauma, Raumo, Rautalampi, Rautavaara, Rautjärvi, Reisjärvi, Reso, Riihimäki, "
        "Ristijärvi, Rovaniemi, Ruokolahti, Ruovesi, Rusko, Rääkkylä, Saarijärvi, Sagu, Salla, Salo, Sastamala, "
        "Sastmola, Sauvo, Savitaipale, Savonlinna, Savukoski, Seinäjoki, Sibbo, Sievi, Siikainen, Siikajoki, "
        "Siikalatva, Siilinjärvi, Simo, Sipoo, Siuntio, Sjundeå, Sodankylä, Soini, Somero, Sonkajärvi, Sotkamo, St "
        "Karins, St Michel, Storkyrö, Storå, Sulkava, Suomussalmi, Suonenjoki, Sysmä, Säkylä, Taipalsaari, "
        "Taivalkoski, Taivassalo, Tammela, Tammerfors, Tampere, Tavastehus, Tavastkyrö, Tervo, Tervola, Teuva, "
        "Tohmajärvi, Toholampi, Toivakka, Torneå, Tornio, Träskända, Turku, Tusby, Tuusniemi, Tuusula, Tyrnävä, "
        "Tövsala, Uleåborg, Ulvila, Ulvsby, Urjala, Utajärvi, Utsjoki, Uurainen, Uusikaarlepyy, Uusikaupunki, Vaala, "
        "Vaasa, Valkeakoski, Vanda, Vantaa, Varkaus, Vasa, Vehmaa, Vesanto, Vesilahti, Veteli, Vetil, Vichtis, "
        "Vieremä, Vihti, Viitasaari, Villmanstrand, Vimpeli, Vindala, Virdois, Virolahti, Virrat, Vörå, Vöyri, "
        "Ylitornio, Ylivieska, Ylöjärvi, Ypäjä, Åbo, Ähtäri, Äänekoski, Östermark, Övertorneå"
    ),
    "ahvenanmaa": (
        "Brändö, Eckerö, Finström, Föglö, Geta, Hammarland, Jomala, Kumlinge, Kökar, Lemland, Lumparland, "
        "Maarianhamina, Mariehamn, Saltvik, Sottunga, Sund, Vårdö"
    ),
    "hyvinvointialue": (
        "Pirha, Varha, Keusote, Luvn, Vakehyva, Kymenhva, Ekhva, Eloisa, Hyvaks, Hyvaep, Soite, Pohde, Lapha, Oma "
        "Häme, Päijät-Sote, Siun sote, Etelä-Karjala, Etelä-Pohjanmaa, Etelä-Savo, Itä-Uusimaa, Kainuu, Kanta-Häme, "
        "Keski-Pohjanmaa, Keski-Suomi, Keski-Uusimaa, Kymenlaakso, Lappi, Länsi-Uusimaa, Pirkanmaa, Pohjanmaa, "
        "Pohjois-Karjala, Pohjois-Pohjanmaa, Pohjois-Savo, Päijät-Häme, Satakunta, Varsinais-Suomi, Östra Nyland, "
        "Mellersta Nyland, Västra Nyland, Egentliga Finland, Satakunda, Egentliga Tavastland, Birkaland, "
        "Päijänne-Tavastland, Kymmenedalen, Södra Karelen, Södra Savolax, Norra Savolax, Norra Karelen, Mellersta "
        "Finland, Södra Österbotten, Österbotten, Mellersta Österbotten, Norra Österbotten, Kajanaland, Lappland"
    ),
    "sosiaaliturvalaitos": ("Ilmarinen, Varma, Elo, Veritas, YTK"),
}
"""The names of each organisation type, by its slug."""


def _typed(name: Sequence[str]) -> str:
    return undotted(" ".join(name))


_TYPE_OF: Final = {_typed(words(name)): slug for slug, names in _NAMES.items() for name in names.split(",")}


def type_called(name: Sequence[str]) -> str | None:
    """The slug of the organisation type that has a name, with its dots or without; None where none is called so."""
    return _TYPE_OF.get(_typed(name))
