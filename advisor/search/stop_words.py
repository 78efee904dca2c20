"""Words that the search treats in a way of their own, by language. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_TEXTS: Final = {
    "fi": (
        "ja tai sekä että jos kun niin kuin joka jota jotka joita jonka joiden jolla jolle josta mikä "
        "mitä mistä missä mihin millä mille miten kuinka kuka ketkä kenen kenestä keneltä milloin miksi "
        "onko voinko saako voiko en ei ole on olen olla ovat oli minä minun mun me meidän meille minulla "
        "meillä sen se ne niiden niitä tämä tämän nämä haluan haluaisin pitää pitäisi täytyy tarvitsen "
        "tarvitaan tarvitsee voin voi saan saa saada kanssa varten myös vain itse kauan kauanko paljonko "
        "itselle itselleen itsellemme näy näkyy toimi toimii teen tekee tekevät tehdä tekeminen tekemistä "
        "tekemiseen tekemään "
        "organisaatio organisaation organisaatiot muu muun muut muita muiden esimerkiksi "
        "mä mua mulla mulle mun mut sä sulla sun ne noi toi tää haluun haluisin tarvin tarviin tarvii tarvitsis "
        "pitäs pitäis voisko saisko oon oot asia asiat asioita asioiden asioihin asioista "
        "työntekijä työntekijän työntekijät työntekijälle työntekijöille työntekijöiden uusi uuden uudelle "
        "tarvitse tarvitset tarvitsetko tarvitsemme tarvitsette tarvitsetteko tarvitsevat sinä sinun te teidän teillä "
        "tarvitseeko tarvitsenko tarvitsemmeko tarvitaanko "
        "olet mitään mikään muuta jotain jotakin joku jokin kukaan aina hei moi hyvää kiitos "
        "terveisin ystävällisin vantaa vantaan vantaalla mist mitenkä ennen ennenku ennenkuin ens ensi kuussa viikolla "
        "vuonna eilen nyt pian kohta kollega kollegalle kollegan kaverille työkaverille väärä väärän väärää väärällä "
        "väärään tarkoittaa tarkoitetaan sijainen sijaisen sijaiselle sijaiset sijaisille "
        "kesätyöntekijä kesätyöntekijälle montako kerran kerralla pakko täytyykö pitääkö olla"
    ),
    "sv": (
        "och eller samt att om när hur var vart vad vilken vilket vilka vem vems jag vi du ni min mitt "
        "vår vårt är ska kan vill får måste behöver har för på av i till från med en ett den det de inte "
        "också bara hos åt där här då så in som man mig oss er sin sitt sina hen denna detta dessa skulle "
        "borde behövs finns få ha gör göra gäller länge visas syns kela helsingfors organisation "
        "organisationer annan annat andra övrig övriga exempel sköter sköta tittar titta ser dom nån nåt ny nya nytt "
        "anställd anställda anställde medarbetare något någon inget ingen ingenting allt alltid hej god tack "
        "hälsningar innan nu snart igår kollega kollegan int funkar "
        "fel anställda anställdas betyder innebär vikarie vikarien vikarier sommarvikarie e men många gång"
    ),
    "en": (
        "and or but cannot use much many without show shows shown find found if that than then when how "
        "why where what which who whose i me we us you he she they them my our your his her their its is "
        "are am was were be been do does did doing can could may might must should will would need needs "
        "want wants like have has had get gets getting got renew renewing renewal the a an any some all "
        "for of in into on to from with at by as about there it this these those no not also only just "
        "please s t m d ll re ve organisation organisations organization organizations other others example "
        "new employee employees gonna wanna gotta im nothing nobody something somebody anything anybody always hello "
        "good thanks regards vantaa before now soon yesterday month week colleague colleagues will wrong mean means "
        "deputy substitute substitutes trainee trainees once"
    ),
}


def _sets(texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(text.split()) for language, text in texts.items()}


def _by_word(texts: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """What each word means, of texts of the words that mean the same."""
    return {
        language: {word: meant for meant, words in rows.items() for word in words.split()}
        for language, rows in texts.items()
    }


STOP_WORDS: Final[Mapping[str, frozenset[str]]] = _sets(_TEXTS)
"""Words that say nothing of what is looked for."""
JOINING: Final[Mapping[str, frozenset[str]]] = _sets(
    {"fi": "ja sekä tai plus", "sv": "och samt eller plus", "en": "and or plus"}
)
"""What stands between several tasks in one sentence."""
NEGATIONS: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": "en et ei emme ette eivät puuttuu puuttu puuttuvat katosi kadonnut väärä väärän väärää väärällä väärään",
        "sv": "inte int ej saknas försvunnit försvann fel",
        "en": "not cannot t cant unable missing disappeared wrong",
    }
)
"""What somebody says who tells what does not work."""
ORGANISATIONS: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": (
            "organisaatio organisaatiotamme organisaatiomme organisaationi yritys yritystä yritystämme yrityksemme "
            "yritykseni yhtiö yhtiömme "
            "firma firmaa firmaamme kunta kuntaa kuntamme kaupunki työnantaja työnantajani työnantajamme"
        ),
        "sv": "organisation företag firma firman bolag kommun stad arbetsgivare",
        "en": "organisation organization company employer municipality",
    }
)
"""What somebody calls the organisation that is to be chosen after logging in."""
SEEING: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": (
            "näy näkyy näkyvissä näkyviin näe löydy löydä löytynyt tule tullut ole ilmesty lista listalla listalta "
            "listassa listasta listaan luettelossa luettelosta valikossa valikosta valikkoon valita valittavissa "
            "valittavana puuttuu katosi kadonnut kirjautumisen jälkeen kirjaudun kirjautuessa kirjautuessani "
            "kirjauduttuani sisään"
        ),
        "sv": (
            "syns synas se ser hittar hittas finns visas lista listan listorna förteckningen menyn välja väljas valbar "
            "saknas försvunnit försvann efter inloggning inloggningen loggar loggat"
        ),
        "en": (
            "see seen visible find found show shown appear appears displayed list lists listed menu choose chosen "
            "select selected selectable there missing disappeared after log login logging in sign signing signed"
        ),
    }
)
"""How it is told that it is not there."""
MY: Final = _sets({"fi": "", "sv": "min mina mitt", "en": "my"})
"""What stands before one's own kin. In Finnish it is the end of the word."""
KIN: Final = _sets(
    {
        "fi": (
            "äitini äidilleni isäni isälleni vaimoni vaimolleni mieheni miehelleni puolisoni puolisolleni lapseni "
            "lapselleni lasteni poikani pojalleni tyttäreni tyttärelleni vanhempieni vanhemmilleni omaiseni "
            "omaiselleni mummoni isoäitini isoisäni siskoni veljeni"
        ),
        "sv": (
            "mamma mammas mor mors pappa pappas far fars man mans fru frus make makes maka makas barn barns son sons "
            "dotter dotters mormor mormors farmor farmors morfar morfars farfar farfars syster systers bror brors "
            "anhörig anhörigas"
        ),
        "en": (
            "mother mothers mum mums father fathers dad dads husband husbands wife wifes child childs children "
            "childrens son sons daughter daughters parent parents grandmother grandmothers grandfather grandfathers "
            "sister sisters brother brothers relative relatives"
        ),
    }
)
"""Whose matters are nobody's work."""

OF_SERVICES: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": "kela kansaneläkelaitos fpa palvelu palvelut asiointi asiointipalvelu verkkopalvelu sähköinen",
        "sv": "fpa kela folkpensionsanstalten tjänst tjänster tjänsterna etjänst etjänster elektronisk",
        "en": "kela fpa service services eservice eservices online electronic",
    }
)
"""Words that every service has. Asked for alone, they mean the list of services; beside others they say nothing."""
OF_MANDATES: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": (
            "valtuus valtuudet valtuutta valtuuksia valtuuteni valtuutesi valtuutemme valtuutensa asiointivaltuus "
            "asiointivaltuudet suomifi suomi fi valtuusasia valtuuskoodi valtakirja valtakirjat käyttöoikeus "
            "käyttöoikeudet käyttöoikeutta käyttöoikeuksia tunnus tunnukset tunnuksia käyttäjätunnus käyttäjätunnukset"
        ),
        "sv": (
            "fullmakt fullmakter fullmakten fullmakterna suomifi suomi fi fullmaktsärende ärendefullmakt behörighet "
            "behörigheter användarrättighet användarrättigheter åtkomst användarnamn"
        ),
        "en": (
            "mandate mandates suomifi suomi fi authorisation authorisations authorization authorizations valtuus "
            "access permission permissions proxy proxies power powers attorney username usernames"
        ),
    }
)
"""The same of mandates."""
NAMES: Final = _sets(
    {"fi": "nimi nimet nimen nimeä nimellä nimiä", "sv": "namn namnet namnen heter", "en": "name names named called"}
)
"""Who asks what mandates are called wants to see them all."""
LOOKED_FOR: Final = _sets(
    {
        "fi": "löydän löytää löytyy löytyvät etsin etsiä oikea oikean oikeaa oikeat oikealla",
        "sv": "hittar hitta söker rätt rätta",
        "en": "right correct looking look",
    }
)
"""How a name is looked for."""
_DONE_TO_MANDATES: Final = {
    "fi": {
        "pyydä": "hae haen haetaan hakea hakeminen hakemus pyydän pyytää pyytäminen pyyntö anoa anominen tilata saan "
        "saada saadaan saaminen hankin hankkia hankkiminen hyväksytty hyväksynyt",
        "tarkista": "kestää kestääkö kestäisi kesto kestänyt odottaa odotan odotus käsittelyaika tulee tullut",
        "päättymispäivään": (
            "vanhentunut vanhentua vanhenee vanhentuminen umpeutunut umpeutuu umpeutuminen päättyy päättyi päättynyt "
            "päättyminen loppuu loppui uusia uusin uusitaan uusiminen jatkaa jatkaminen pidentää pidentäminen vanheni "
            "vanhenemassa vanha vanhaksi meni menee mennyt mennä umpeutui umpeutumassa umpeen loppu loppunut lopussa "
            "päättymässä uudistaa uudistan uudistaminen erääntyi erääntyy erääntynyt raukesi raukeaa rauennut peru "
            "perua perun perutaan peruminen peruuta peruutan peruuttaa peruutetaan peruuttaminen poista poistan "
            "poistaa poistetaan poistaminen mitätöi mitätöin mitätöidä mitätöidään mitätöinti mitätöiminen luovun "
            "luopua luopuminen irtisanon irtisanoa irtisanominen lopeta lopetan lopettaa lopettaminen päätän päättää "
            "lopetti lopettanut lähtee lähti lähtenyt irtisanoutuu irtisanoutui"
        ),
        "heti": (
            "antaa annan anna annamme annetaan antoi antanut antaisi antaminen myöntää myönnän myönnetään myöntäminen "
            "lisätä lisään lisätään lisääminen vahvistaa vahvistaminen vahvistusta hyväksyä hyväksyy hyväksyminen "
            "hyväksyntää"
        ),
        "valita": "näen näkee nähdä katson katsoa tarkistan tarkistaa omat omia",
    },
    "sv": {
        "begär": "ansöka ansöker ansökan söka söker begära begär begäran beställa beställer få får skaffa skaffar "
        "godkänd godkänts godkänt",
        "slutdatumet": (
            "gått går gick ut utgått utgången upphört upphör upphörde slut föråldrad förnya förnyar förnyas förlänga "
            "förlänger länge annullera annullerar annulleras annullering avsluta avslutar avslutas återkalla "
            "återkallar återkallas återkallelse upphäva upphäver ogiltigförklara makulera bort radera avstå säga upp "
            "sluta slutar slutat slutade"
        ),
        "kontrollera": "dröjer dröja dröjt tar ta tid lång vänta väntar väntan väntetid handläggningstid",
        "välja": "se ser kollar kolla kontrollerar mina",
        "genast": "ge ger gav gett bevilja beviljar beviljas bekräfta bekräftar bekräftelse godkänna godkänner",
    },
    "en": {
        "ask": "apply applying application request requesting requested obtain obtaining order get getting pending",
        "end": (
            "expire expires expired expiring expiry ended lapse lapsed run runs ran running out outdated renew renews "
            "renewed renewing renewal extend extending extension valid validity invalidate invalidating invalidation "
            "cancel cancels cancelling cancellation revoke revoking revoked remove removing removed delete deleting "
            "terminate terminating withdraw withdrawing rid last lasts lasting duration leave leaves leaving left "
            "quit quits"
        ),
        "chosen": "see check view own",
        "check": "long take takes taking took until wait waiting",
        "grant": (
            "give gives giving gave given grants granting granted approve approves approved approval confirm confirms"
        ),
    },
}
DONE_TO_MANDATES: Final = _by_word(_DONE_TO_MANDATES)
"""What is done to a mandate, beside that word and nothing else: it asks for advice, by the word of its title."""
_ALIASES: Final = {
    "fi": {
        "kirjautumaan": (
            "login sisäänkirjautuminen salasana pankkitunnus pankkitunnukset pankkitunnuksia pankkitunnuksilla "
            "pankkitunnuksillani verkkopankkitunnukset verkkopankkitunnuksilla mobiilivarmenne mobiilivarmennetta "
            "mobiilivarmenteella varmennekortti varmennekorttia varmennekortilla"
        ),
        "pyydä": "valtuuspyyntö valtuuspyynnön valtuuspyyntöä valtuuspyyntöni valtuuspyynnöt",
        "valtuutusoikeus": (
            "valtuuttaa valtuuttaminen valtuutus valtuutan valtuutat valtuutamme valtuutetaan valtuuttaisin valtuutin"
        ),
        "yksin": "nimenkirjoitusoikeus toimitusjohtaja toimari prokuristi prokura",
        "toiminto": "avaudu avautuu aukea aukeaa aukee",
        "työnantajana": (
            "työterveyskorvaus työterveyshuoltokorvaus työterveyshuollonkorvaus työterveyshuollonkorvaukset "
            "työterveyshuollonkorvaushakemus vuosilomakustannuskorvaus perhevapaakorvaus "
            "työntekijänsairauspäiväraha työntekijänsairauspäivärahan työntekijänsairauspäivärahaa sairausloma "
            "palkanlaskija palkanlaskenta palkanmaksu palkanmaksaja sairauspäivärahahakemus palkkahallinto palkka"
        ),
    },
    "sv": {
        "loggain": "login inloggning inloggningen lösenord bankkod mobilcertifikat certifikatkort",
        "fullmaktsrätt": "befullmäktiga befullmäktigar befullmäktigande",
        "arbetsgivare": (
            "arbetstagarenssjukdagpenning anställdassjukdagpenning sjukledighet lön löner lönen "
            "löneräknare löneräkning företagshälsovårdsersättning"
        ),
        "ensam": "namnteckningsrätt vd prokura",
    },
    "en": {
        "login": (
            "signin signingin logon loggingin password bankcodes bankingcodes bankcredentials bankingcredentials "
            "bankid mobilecertificate certificatecard"
        ),
        "employer": "sickpay sickleave payroll",
        "missing": "notwork notworking",
        "confirm": "ceo managingdirector signatory signatoryright signatoryrights signingright signingrights",
    },
}
ALIASES: Final = _by_word(_ALIASES)
"""Other words for one that the content has; two words may be written as one."""
TO_CHOOSE: Final[Mapping[str, str]] = {"fi": "valita", "sv": "välja", "en": "chosen"}
"""A word of the title of the advice on an organisation that is not there to choose."""
PRIVATELY: Final[Mapping[str, str]] = {"fi": "yksityishenkilönä", "sv": "privatperson", "en": "privateperson"}
"""The same of the advice to those who look after a relative's matters."""
ELSEWHERE: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": (
            "taksi taksit taksiyritys taksiyrittäjä taksikeskus kelataksi taksimatka taksimatkat matkakorvaus "
            "matkakorvaukset ambulanssi sairaankuljetus ateriatuki opiskelijaravintola koulumatkatuki"
        ),
        "sv": (
            "taxi taxiföretag taxiföretagare reseersättning reseersättningar ambulans sjuktransport "
            "måltidsstöd studentrestaurang skolresestöd"
        ),
        "en": "taxi taxis cab ambulance ambulances meal",
    }
)
"""What Kela has to do with other partners, for which there is no mandate here: nothing is found for it."""
ENDINGS: Final[Mapping[str, frozenset[str]]] = _sets(
    {
        "fi": (
            "a ä n t s i ten ta tä na nä ssa ssä sta stä lla llä lta ltä lle ksi tta ttä in en an än on "
            "ön un yn ien jen den iden ia iä ja jä oja öjä ita itä issa issä ista istä illa illä ilta "
            "iltä ille iksi iin een aan ään hin ni nsa nsä mme nne mis alainen alaisen alaiset alaisten "
            "alaisia minen misen misesta misessa miseen mista mistä maan mään massa mässä malla mällä "
            "inen isen iset isten isia isiä iselle isille isessa isesta kset ksen ksia ksiä ksien ksessa "
            "ksesta kseen ksella kselle"
        ),
        "sv": ("a n t s en et er ar or na erna arna orna ens ets as ade ad at ande else ning ningen ningar ningarna"),
        "en": "s es ed d e ing ings er ers y ies",
    }
)
"""What may be cut off a word's end to compare it with another form."""
