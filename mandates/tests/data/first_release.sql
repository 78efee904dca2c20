BEGIN TRANSACTION;
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES(1,'Tuki');
INSERT INTO "auth_group" VALUES(2,'Toimittaja');
INSERT INTO "auth_group" VALUES(3,'Julkaisija');
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES(1,1,1);
INSERT INTO "auth_group_permissions" VALUES(2,1,2);
INSERT INTO "auth_group_permissions" VALUES(3,1,3);
INSERT INTO "auth_group_permissions" VALUES(4,1,4);
INSERT INTO "auth_group_permissions" VALUES(5,1,5);
INSERT INTO "auth_group_permissions" VALUES(6,1,6);
INSERT INTO "auth_group_permissions" VALUES(7,1,7);
INSERT INTO "auth_group_permissions" VALUES(8,1,8);
INSERT INTO "auth_group_permissions" VALUES(9,1,9);
INSERT INTO "auth_group_permissions" VALUES(10,1,10);
INSERT INTO "auth_group_permissions" VALUES(11,1,11);
INSERT INTO "auth_group_permissions" VALUES(12,1,12);
INSERT INTO "auth_group_permissions" VALUES(13,1,13);
INSERT INTO "auth_group_permissions" VALUES(14,1,14);
INSERT INTO "auth_group_permissions" VALUES(15,1,15);
INSERT INTO "auth_group_permissions" VALUES(16,1,16);
INSERT INTO "auth_group_permissions" VALUES(17,1,17);
INSERT INTO "auth_group_permissions" VALUES(18,2,1);
INSERT INTO "auth_group_permissions" VALUES(19,2,2);
INSERT INTO "auth_group_permissions" VALUES(20,2,3);
INSERT INTO "auth_group_permissions" VALUES(21,2,4);
INSERT INTO "auth_group_permissions" VALUES(22,2,5);
INSERT INTO "auth_group_permissions" VALUES(23,2,6);
INSERT INTO "auth_group_permissions" VALUES(24,2,7);
INSERT INTO "auth_group_permissions" VALUES(25,2,8);
INSERT INTO "auth_group_permissions" VALUES(26,2,9);
INSERT INTO "auth_group_permissions" VALUES(27,2,10);
INSERT INTO "auth_group_permissions" VALUES(28,2,11);
INSERT INTO "auth_group_permissions" VALUES(29,2,12);
INSERT INTO "auth_group_permissions" VALUES(30,2,13);
INSERT INTO "auth_group_permissions" VALUES(31,2,14);
INSERT INTO "auth_group_permissions" VALUES(32,2,15);
INSERT INTO "auth_group_permissions" VALUES(33,2,16);
INSERT INTO "auth_group_permissions" VALUES(34,2,17);
INSERT INTO "auth_group_permissions" VALUES(35,2,18);
INSERT INTO "auth_group_permissions" VALUES(36,2,19);
INSERT INTO "auth_group_permissions" VALUES(37,2,20);
INSERT INTO "auth_group_permissions" VALUES(38,2,21);
INSERT INTO "auth_group_permissions" VALUES(39,2,22);
INSERT INTO "auth_group_permissions" VALUES(40,2,23);
INSERT INTO "auth_group_permissions" VALUES(41,2,24);
INSERT INTO "auth_group_permissions" VALUES(42,2,25);
INSERT INTO "auth_group_permissions" VALUES(43,2,26);
INSERT INTO "auth_group_permissions" VALUES(44,2,27);
INSERT INTO "auth_group_permissions" VALUES(45,2,28);
INSERT INTO "auth_group_permissions" VALUES(46,2,29);
INSERT INTO "auth_group_permissions" VALUES(47,2,30);
INSERT INTO "auth_group_permissions" VALUES(48,2,31);
INSERT INTO "auth_group_permissions" VALUES(49,2,32);
INSERT INTO "auth_group_permissions" VALUES(50,2,33);
INSERT INTO "auth_group_permissions" VALUES(51,2,34);
INSERT INTO "auth_group_permissions" VALUES(52,2,35);
INSERT INTO "auth_group_permissions" VALUES(53,2,36);
INSERT INTO "auth_group_permissions" VALUES(54,2,37);
INSERT INTO "auth_group_permissions" VALUES(55,2,38);
INSERT INTO "auth_group_permissions" VALUES(56,2,39);
INSERT INTO "auth_group_permissions" VALUES(57,2,40);
INSERT INTO "auth_group_permissions" VALUES(58,2,41);
INSERT INTO "auth_group_permissions" VALUES(59,2,42);
INSERT INTO "auth_group_permissions" VALUES(60,2,43);
INSERT INTO "auth_group_permissions" VALUES(61,2,44);
INSERT INTO "auth_group_permissions" VALUES(62,2,45);
INSERT INTO "auth_group_permissions" VALUES(63,2,46);
INSERT INTO "auth_group_permissions" VALUES(64,2,47);
INSERT INTO "auth_group_permissions" VALUES(65,2,48);
INSERT INTO "auth_group_permissions" VALUES(66,2,49);
INSERT INTO "auth_group_permissions" VALUES(67,2,50);
INSERT INTO "auth_group_permissions" VALUES(68,2,51);
INSERT INTO "auth_group_permissions" VALUES(69,2,52);
INSERT INTO "auth_group_permissions" VALUES(70,2,53);
INSERT INTO "auth_group_permissions" VALUES(71,2,54);
INSERT INTO "auth_group_permissions" VALUES(72,2,55);
INSERT INTO "auth_group_permissions" VALUES(73,2,56);
INSERT INTO "auth_group_permissions" VALUES(74,3,1);
INSERT INTO "auth_group_permissions" VALUES(75,3,2);
INSERT INTO "auth_group_permissions" VALUES(76,3,3);
INSERT INTO "auth_group_permissions" VALUES(77,3,4);
INSERT INTO "auth_group_permissions" VALUES(78,3,5);
INSERT INTO "auth_group_permissions" VALUES(79,3,6);
INSERT INTO "auth_group_permissions" VALUES(80,3,7);
INSERT INTO "auth_group_permissions" VALUES(81,3,8);
INSERT INTO "auth_group_permissions" VALUES(82,3,9);
INSERT INTO "auth_group_permissions" VALUES(83,3,10);
INSERT INTO "auth_group_permissions" VALUES(84,3,11);
INSERT INTO "auth_group_permissions" VALUES(85,3,12);
INSERT INTO "auth_group_permissions" VALUES(86,3,13);
INSERT INTO "auth_group_permissions" VALUES(87,3,14);
INSERT INTO "auth_group_permissions" VALUES(88,3,15);
INSERT INTO "auth_group_permissions" VALUES(89,3,16);
INSERT INTO "auth_group_permissions" VALUES(90,3,17);
INSERT INTO "auth_group_permissions" VALUES(91,3,18);
INSERT INTO "auth_group_permissions" VALUES(92,3,19);
INSERT INTO "auth_group_permissions" VALUES(93,3,20);
INSERT INTO "auth_group_permissions" VALUES(94,3,21);
INSERT INTO "auth_group_permissions" VALUES(95,3,22);
INSERT INTO "auth_group_permissions" VALUES(96,3,23);
INSERT INTO "auth_group_permissions" VALUES(97,3,24);
INSERT INTO "auth_group_permissions" VALUES(98,3,25);
INSERT INTO "auth_group_permissions" VALUES(99,3,26);
INSERT INTO "auth_group_permissions" VALUES(100,3,27);
INSERT INTO "auth_group_permissions" VALUES(101,3,28);
INSERT INTO "auth_group_permissions" VALUES(102,3,29);
INSERT INTO "auth_group_permissions" VALUES(103,3,30);
INSERT INTO "auth_group_permissions" VALUES(104,3,31);
INSERT INTO "auth_group_permissions" VALUES(105,3,32);
INSERT INTO "auth_group_permissions" VALUES(106,3,33);
INSERT INTO "auth_group_permissions" VALUES(107,3,34);
INSERT INTO "auth_group_permissions" VALUES(108,3,35);
INSERT INTO "auth_group_permissions" VALUES(109,3,36);
INSERT INTO "auth_group_permissions" VALUES(110,3,37);
INSERT INTO "auth_group_permissions" VALUES(111,3,38);
INSERT INTO "auth_group_permissions" VALUES(112,3,39);
INSERT INTO "auth_group_permissions" VALUES(113,3,40);
INSERT INTO "auth_group_permissions" VALUES(114,3,41);
INSERT INTO "auth_group_permissions" VALUES(115,3,42);
INSERT INTO "auth_group_permissions" VALUES(116,3,43);
INSERT INTO "auth_group_permissions" VALUES(117,3,44);
INSERT INTO "auth_group_permissions" VALUES(118,3,45);
INSERT INTO "auth_group_permissions" VALUES(119,3,46);
INSERT INTO "auth_group_permissions" VALUES(120,3,47);
INSERT INTO "auth_group_permissions" VALUES(121,3,48);
INSERT INTO "auth_group_permissions" VALUES(122,3,49);
INSERT INTO "auth_group_permissions" VALUES(123,3,50);
INSERT INTO "auth_group_permissions" VALUES(124,3,51);
INSERT INTO "auth_group_permissions" VALUES(125,3,52);
INSERT INTO "auth_group_permissions" VALUES(126,3,53);
INSERT INTO "auth_group_permissions" VALUES(127,3,54);
INSERT INTO "auth_group_permissions" VALUES(128,3,55);
INSERT INTO "auth_group_permissions" VALUES(129,3,56);
INSERT INTO "auth_group_permissions" VALUES(130,3,57);
INSERT INTO "auth_group_permissions" VALUES(131,3,58);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'view_source','Can view lähde');
INSERT INTO "auth_permission" VALUES(2,2,'view_servicegroup','Can view palveluryhmä');
INSERT INTO "auth_permission" VALUES(3,3,'view_service','Can view palvelu');
INSERT INTO "auth_permission" VALUES(4,4,'view_organisationtype','Can view organisaatiotyyppi');
INSERT INTO "auth_permission" VALUES(5,5,'view_task','Can view tehtävä');
INSERT INTO "auth_permission" VALUES(6,6,'view_prerequisite','Can view edellytys');
INSERT INTO "auth_permission" VALUES(7,7,'view_mandate','Can view valtuus');
INSERT INTO "auth_permission" VALUES(8,8,'view_lookalike','Can view näköisnimi');
INSERT INTO "auth_permission" VALUES(9,9,'view_condition','Can view ehto');
INSERT INTO "auth_permission" VALUES(10,10,'view_instruction','Can view ohje');
INSERT INTO "auth_permission" VALUES(11,11,'view_infosection','Can view tietosivun kohta');
INSERT INTO "auth_permission" VALUES(12,12,'view_expectedcase','Can view odotettu tapaus');
INSERT INTO "auth_permission" VALUES(13,13,'view_fact','Can view lähteen asia');
INSERT INTO "auth_permission" VALUES(14,14,'view_publication','Can view julkaisu');
INSERT INTO "auth_permission" VALUES(15,15,'view_feedback','Can view palaute');
INSERT INTO "auth_permission" VALUES(16,16,'view_outcomecount','Can view käyttö');
INSERT INTO "auth_permission" VALUES(17,17,'view_linkcheck','Can view ulkoinen linkki');
INSERT INTO "auth_permission" VALUES(18,1,'add_source','Can add lähde');
INSERT INTO "auth_permission" VALUES(19,1,'change_source','Can change lähde');
INSERT INTO "auth_permission" VALUES(20,1,'delete_source','Can delete lähde');
INSERT INTO "auth_permission" VALUES(21,2,'add_servicegroup','Can add palveluryhmä');
INSERT INTO "auth_permission" VALUES(22,2,'change_servicegroup','Can change palveluryhmä');
INSERT INTO "auth_permission" VALUES(23,2,'delete_servicegroup','Can delete palveluryhmä');
INSERT INTO "auth_permission" VALUES(24,3,'add_service','Can add palvelu');
INSERT INTO "auth_permission" VALUES(25,3,'change_service','Can change palvelu');
INSERT INTO "auth_permission" VALUES(26,3,'delete_service','Can delete palvelu');
INSERT INTO "auth_permission" VALUES(27,4,'add_organisationtype','Can add organisaatiotyyppi');
INSERT INTO "auth_permission" VALUES(28,4,'change_organisationtype','Can change organisaatiotyyppi');
INSERT INTO "auth_permission" VALUES(29,4,'delete_organisationtype','Can delete organisaatiotyyppi');
INSERT INTO "auth_permission" VALUES(30,5,'add_task','Can add tehtävä');
INSERT INTO "auth_permission" VALUES(31,5,'change_task','Can change tehtävä');
INSERT INTO "auth_permission" VALUES(32,5,'delete_task','Can delete tehtävä');
INSERT INTO "auth_permission" VALUES(33,6,'add_prerequisite','Can add edellytys');
INSERT INTO "auth_permission" VALUES(34,6,'change_prerequisite','Can change edellytys');
INSERT INTO "auth_permission" VALUES(35,6,'delete_prerequisite','Can delete edellytys');
INSERT INTO "auth_permission" VALUES(36,7,'add_mandate','Can add valtuus');
INSERT INTO "auth_permission" VALUES(37,7,'change_mandate','Can change valtuus');
INSERT INTO "auth_permission" VALUES(38,7,'delete_mandate','Can delete valtuus');
INSERT INTO "auth_permission" VALUES(39,8,'add_lookalike','Can add näköisnimi');
INSERT INTO "auth_permission" VALUES(40,8,'change_lookalike','Can change näköisnimi');
INSERT INTO "auth_permission" VALUES(41,8,'delete_lookalike','Can delete näköisnimi');
INSERT INTO "auth_permission" VALUES(42,9,'add_condition','Can add ehto');
INSERT INTO "auth_permission" VALUES(43,9,'change_condition','Can change ehto');
INSERT INTO "auth_permission" VALUES(44,9,'delete_condition','Can delete ehto');
INSERT INTO "auth_permission" VALUES(45,10,'add_instruction','Can add ohje');
INSERT INTO "auth_permission" VALUES(46,10,'change_instruction','Can change ohje');
INSERT INTO "auth_permission" VALUES(47,10,'delete_instruction','Can delete ohje');
INSERT INTO "auth_permission" VALUES(48,11,'add_infosection','Can add tietosivun kohta');
INSERT INTO "auth_permission" VALUES(49,11,'change_infosection','Can change tietosivun kohta');
INSERT INTO "auth_permission" VALUES(50,11,'delete_infosection','Can delete tietosivun kohta');
INSERT INTO "auth_permission" VALUES(51,12,'add_expectedcase','Can add odotettu tapaus');
INSERT INTO "auth_permission" VALUES(52,12,'change_expectedcase','Can change odotettu tapaus');
INSERT INTO "auth_permission" VALUES(53,12,'delete_expectedcase','Can delete odotettu tapaus');
INSERT INTO "auth_permission" VALUES(54,13,'add_fact','Can add lähteen asia');
INSERT INTO "auth_permission" VALUES(55,13,'change_fact','Can change lähteen asia');
INSERT INTO "auth_permission" VALUES(56,13,'delete_fact','Can delete lähteen asia');
INSERT INTO "auth_permission" VALUES(57,14,'add_publication','Can add julkaisu');
INSERT INTO "auth_permission" VALUES(58,15,'delete_feedback','Can delete palaute');
INSERT INTO "auth_permission" VALUES(59,18,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(60,18,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(61,18,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(62,18,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(63,19,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(64,19,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(65,19,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(66,19,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(67,20,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(68,20,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(69,20,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(70,20,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(71,21,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(72,21,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(73,21,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(74,21,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(75,22,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(76,22,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(77,22,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(78,22,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(79,23,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(80,23,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(81,23,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(82,23,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(83,15,'add_feedback','Can add palaute');
INSERT INTO "auth_permission" VALUES(84,15,'change_feedback','Can change palaute');
INSERT INTO "auth_permission" VALUES(85,17,'add_linkcheck','Can add ulkoinen linkki');
INSERT INTO "auth_permission" VALUES(86,17,'change_linkcheck','Can change ulkoinen linkki');
INSERT INTO "auth_permission" VALUES(87,17,'delete_linkcheck','Can delete ulkoinen linkki');
INSERT INTO "auth_permission" VALUES(88,16,'add_outcomecount','Can add käyttö');
INSERT INTO "auth_permission" VALUES(89,16,'change_outcomecount','Can change käyttö');
INSERT INTO "auth_permission" VALUES(90,16,'delete_outcomecount','Can delete käyttö');
INSERT INTO "auth_permission" VALUES(91,14,'change_publication','Can change julkaisu');
INSERT INTO "auth_permission" VALUES(92,14,'delete_publication','Can delete julkaisu');
CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "first_name" varchar(150) NOT NULL);
INSERT INTO "auth_user" VALUES(1,'pbkdf2_sha256$1000000$kqStkKuHHprAQl8UMQblby$CQxNIuQwaW2VMb5b9KTag1/NyWgaxmg91NFsT+sX9a0=',NULL,0,'aino','','',0,1,'2026-11-26 19:17:42.864790','');
INSERT INTO "auth_user" VALUES(2,'pbkdf2_sha256$1000000$17U08I6KofnZxx0cbJQRM1$wTih4ewUh+xyRA415S630sSwMpBYTp33XcNLA1L3/NA=',NULL,1,'onni','','',1,1,'2026-11-26 19:17:43.603236','');
CREATE TABLE "auth_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_user_groups" VALUES(1,1,1);
CREATE TABLE "auth_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
INSERT INTO "django_admin_log" VALUES(1,'1','Käsittelen laskun',2,'Muutettu',5,1,'2026-11-26 19:17:44.775006');
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'mandates','source');
INSERT INTO "django_content_type" VALUES(2,'mandates','servicegroup');
INSERT INTO "django_content_type" VALUES(3,'mandates','service');
INSERT INTO "django_content_type" VALUES(4,'mandates','organisationtype');
INSERT INTO "django_content_type" VALUES(5,'mandates','task');
INSERT INTO "django_content_type" VALUES(6,'mandates','prerequisite');
INSERT INTO "django_content_type" VALUES(7,'mandates','mandate');
INSERT INTO "django_content_type" VALUES(8,'mandates','lookalike');
INSERT INTO "django_content_type" VALUES(9,'mandates','condition');
INSERT INTO "django_content_type" VALUES(10,'mandates','instruction');
INSERT INTO "django_content_type" VALUES(11,'mandates','infosection');
INSERT INTO "django_content_type" VALUES(12,'mandates','expectedcase');
INSERT INTO "django_content_type" VALUES(13,'mandates','fact');
INSERT INTO "django_content_type" VALUES(14,'mandates','publication');
INSERT INTO "django_content_type" VALUES(15,'mandates','feedback');
INSERT INTO "django_content_type" VALUES(16,'mandates','outcomecount');
INSERT INTO "django_content_type" VALUES(17,'mandates','linkcheck');
INSERT INTO "django_content_type" VALUES(18,'admin','logentry');
INSERT INTO "django_content_type" VALUES(19,'auth','permission');
INSERT INTO "django_content_type" VALUES(20,'auth','group');
INSERT INTO "django_content_type" VALUES(21,'auth','user');
INSERT INTO "django_content_type" VALUES(22,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(23,'sessions','session');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-26 19:17:40.973869');
INSERT INTO "django_migrations" VALUES(2,'auth','0001_initial','2026-11-26 19:17:41.007626');
INSERT INTO "django_migrations" VALUES(3,'admin','0001_initial','2026-11-26 19:17:41.016492');
INSERT INTO "django_migrations" VALUES(4,'admin','0002_logentry_remove_auto_add','2026-11-26 19:17:41.040132');
INSERT INTO "django_migrations" VALUES(5,'admin','0003_logentry_add_action_flag_choices','2026-11-26 19:17:41.052444');
INSERT INTO "django_migrations" VALUES(6,'contenttypes','0002_remove_content_type_name','2026-11-26 19:17:41.095653');
INSERT INTO "django_migrations" VALUES(7,'auth','0002_alter_permission_name_max_length','2026-11-26 19:17:41.118319');
INSERT INTO "django_migrations" VALUES(8,'auth','0003_alter_user_email_max_length','2026-11-26 19:17:41.132848');
INSERT INTO "django_migrations" VALUES(9,'auth','0004_alter_user_username_opts','2026-11-26 19:17:41.145401');
INSERT INTO "django_migrations" VALUES(10,'auth','0005_alter_user_last_login_null','2026-11-26 19:17:41.172181');
INSERT INTO "django_migrations" VALUES(11,'auth','0006_require_contenttypes_0002','2026-11-26 19:17:41.172812');
INSERT INTO "django_migrations" VALUES(12,'auth','0007_alter_validators_add_error_messages','2026-11-26 19:17:41.181157');
INSERT INTO "django_migrations" VALUES(13,'auth','0008_alter_user_username_max_length','2026-11-26 19:17:41.211691');
INSERT INTO "django_migrations" VALUES(14,'auth','0009_alter_user_last_name_max_length','2026-11-26 19:17:41.234969');
INSERT INTO "django_migrations" VALUES(15,'auth','0010_alter_group_name_max_length','2026-11-26 19:17:41.255682');
INSERT INTO "django_migrations" VALUES(16,'auth','0011_update_proxy_permissions','2026-11-26 19:17:41.272783');
INSERT INTO "django_migrations" VALUES(17,'auth','0012_alter_user_first_name_max_length','2026-11-26 19:17:41.294383');
INSERT INTO "django_migrations" VALUES(18,'mandates','0001_initial','2026-11-26 19:17:42.594869');
INSERT INTO "django_migrations" VALUES(19,'mandates','0002_publications_cannot_change','2026-11-26 19:17:42.654818');
INSERT INTO "django_migrations" VALUES(20,'sessions','0001_initial','2026-11-26 19:17:42.656894');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "mandates_condition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "every_type" bool NOT NULL, "prerequisite_note_fi" varchar(300) NOT NULL, "prerequisite_note_sv" varchar(300) NOT NULL, "prerequisite_note_en" varchar(300) NOT NULL, "other_types_note_fi" varchar(300) NOT NULL, "other_types_note_sv" varchar(300) NOT NULL, "other_types_note_en" varchar(300) NOT NULL, "note" text NOT NULL, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" bigint NOT NULL REFERENCES "mandates_task" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_condition" VALUES(1,'lasku',1,0,1,0,'','','','','','','',2,1);
INSERT INTO "mandates_condition" VALUES(2,'katselu',2,0,1,1,'','','','','','','',1,2);
CREATE TABLE "mandates_condition_prerequisites" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "condition_id" bigint NOT NULL REFERENCES "mandates_condition" ("id") DEFERRABLE INITIALLY DEFERRED, "prerequisite_id" bigint NOT NULL REFERENCES "mandates_prerequisite" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_condition_prerequisites" VALUES(1,1,1);
CREATE TABLE "mandates_condition_types" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "condition_id" bigint NOT NULL REFERENCES "mandates_condition" ("id") DEFERRABLE INITIALLY DEFERRED, "organisationtype_id" bigint NOT NULL REFERENCES "mandates_organisationtype" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_condition_types" VALUES(1,1,1);
CREATE TABLE "mandates_expectedcase" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "situation" varchar(300) NOT NULL, "note" text NOT NULL, "source_id" bigint NOT NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_expectedcase" VALUES(1,'katsoja',1,0,1,'Katson kunnassa (katsoja).','',1);
CREATE TABLE "mandates_expectedcase_blocked" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_expectedcase_confirm" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_expectedcase_covered" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_expectedcase_no" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "prerequisite_id" bigint NOT NULL REFERENCES "mandates_prerequisite" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_expectedcase_request" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_expectedcase_request" VALUES(1,1,1);
CREATE TABLE "mandates_expectedcase_tasks" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" bigint NOT NULL REFERENCES "mandates_task" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_expectedcase_tasks" VALUES(1,1,2);
CREATE TABLE "mandates_expectedcase_types" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "organisationtype_id" bigint NOT NULL REFERENCES "mandates_organisationtype" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_expectedcase_types" VALUES(1,1,1);
CREATE TABLE "mandates_expectedcase_yes" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "expectedcase_id" bigint NOT NULL REFERENCES "mandates_expectedcase" ("id") DEFERRABLE INITIALLY DEFERRED, "prerequisite_id" bigint NOT NULL REFERENCES "mandates_prerequisite" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_fact" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "statement" varchar(300) NOT NULL, "note" text NOT NULL, "source_id" bigint NOT NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_fact" VALUES(1,'asia',1,0,1,'Lähde sanoo näin.','Vain kokeeksi.',1);
CREATE TABLE "mandates_fact_conditions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "fact_id" bigint NOT NULL REFERENCES "mandates_fact" ("id") DEFERRABLE INITIALLY DEFERRED, "condition_id" bigint NOT NULL REFERENCES "mandates_condition" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_fact_mandates" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "fact_id" bigint NOT NULL REFERENCES "mandates_fact" ("id") DEFERRABLE INITIALLY DEFERRED, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mandates_feedback" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "page" varchar(120) NOT NULL, "language" varchar(2) NOT NULL, "publication" integer unsigned NOT NULL CHECK ("publication" >= 0), "day" date NOT NULL, "helped" bool NULL, "text" text NOT NULL);
INSERT INTO "mandates_feedback" VALUES(1,'/kysely/?organisaatio=kunta','fi',2,'2026-11-24',0,'Neuvo jäi epäselväksi.');
CREATE TABLE "mandates_infosection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "page" varchar(30) NOT NULL, "title_fi" varchar(200) NOT NULL, "title_sv" varchar(200) NOT NULL, "title_en" varchar(200) NOT NULL, "body_fi" text NOT NULL, "body_sv" text NOT NULL, "body_en" text NOT NULL, "checked_on" date NOT NULL, "review_by" date NOT NULL);
INSERT INTO "mandates_infosection" VALUES(1,'kohta',1,0,1,'tietosuoja','Kohta','Kohta','Kohta','Teksti.','Teksti.','Teksti.','2026-01-02','2027-01-02');
CREATE TABLE "mandates_instruction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "section" varchar(20) NOT NULL, "relation" varchar(10) NOT NULL, "grant_path" varchar(20) NOT NULL, "title_fi" varchar(200) NOT NULL, "title_sv" varchar(200) NOT NULL, "title_en" varchar(200) NOT NULL, "body_fi" text NOT NULL, "body_sv" text NOT NULL, "body_en" text NOT NULL, "checked_on" date NOT NULL, "review_by" date NOT NULL, "source_id" bigint NOT NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_instruction" VALUES(1,'pyyda',1,0,1,'nain-saat','','','Pyydä','Pyydä','Pyydä','Pyydä valtuutta.','Pyydä valtuutta.','Pyydä valtuutta.','2026-01-02','2027-01-02',1);
CREATE TABLE "mandates_linkcheck" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "url" varchar(500) NOT NULL UNIQUE, "status" integer unsigned NOT NULL CHECK ("status" >= 0), "final_url" varchar(2000) NOT NULL, "fault" varchar(100) NOT NULL, "rows" text NOT NULL, "checked_at" datetime NOT NULL);
INSERT INTO "mandates_linkcheck" VALUES(1,'https://example.fi/lahde',200,'https://example.fi/lahde','','','2026-11-24 12:00:00');
CREATE TABLE "mandates_lookalike" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "note_fi" varchar(300) NOT NULL, "note_sv" varchar(300) NOT NULL, "note_en" varchar(300) NOT NULL, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NOT NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_lookalike" VALUES(1,'toinen',1,0,1,'Toinen','','','Muille.','Muille.','Muille.',1,1);
CREATE TABLE "mandates_mandate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "old_slugs" varchar(300) NOT NULL, "retired" bool NOT NULL, "title_fi" varchar(200) NOT NULL, "title_sv" varchar(200) NOT NULL, "title_en" varchar(200) NOT NULL, "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "name_state_fi" varchar(20) NOT NULL, "name_state_sv" varchar(20) NOT NULL, "name_state_en" varchar(20) NOT NULL, "name_dated_fi" varchar(10) NOT NULL, "name_dated_sv" varchar(10) NOT NULL, "name_dated_en" varchar(10) NOT NULL, "category_fi" varchar(200) NOT NULL, "category_sv" varchar(200) NOT NULL, "category_en" varchar(200) NOT NULL, "allows_fi" text NOT NULL, "allows_sv" text NOT NULL, "allows_en" text NOT NULL, "register_uri" varchar(300) NOT NULL, "outdated_note_fi" text NOT NULL, "outdated_note_sv" text NOT NULL, "outdated_note_en" text NOT NULL, "ask_email" varchar(254) NOT NULL, "checked_on" date NOT NULL, "review_by" date NOT NULL, "name_source_en_id" bigint NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED, "name_source_fi_id" bigint NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED, "name_source_sv_id" bigint NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NOT NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mandate_name_fi_and_state" CHECK ((("name_fi" = '' AND "name_source_fi_id" IS NULL AND "name_state_fi" = 'vahvistamaton') OR (NOT ("name_state_fi" = 'vahvistamaton') AND NOT ("name_fi" = '') AND "name_source_fi_id" IS NOT NULL))), CONSTRAINT "mandate_name_sv_and_state" CHECK ((("name_source_sv_id" IS NULL AND "name_state_sv" = 'vahvistamaton' AND "name_sv" = '') OR (NOT ("name_state_sv" = 'vahvistamaton') AND NOT ("name_sv" = '') AND "name_source_sv_id" IS NOT NULL))), CONSTRAINT "mandate_name_en_and_state" CHECK ((("name_en" = '' AND "name_source_en_id" IS NULL AND "name_state_en" = 'vahvistamaton') OR (NOT ("name_state_en" = 'vahvistamaton') AND NOT ("name_en" = '') AND "name_source_en_id" IS NOT NULL))));
INSERT INTO "mandates_mandate" VALUES(1,'suppea',1,0,1,'',0,'Valtuus suppea','Valtuus suppea','Valtuus suppea','','','','vahvistamaton','vahvistamaton','vahvistamaton','2026-01','2026-01','2026-01','','','','tehdä
katsoa','tehdä
katsoa','tehdä
katsoa','','','','','','2026-01-02','2027-01-02',NULL,NULL,NULL,1);
INSERT INTO "mandates_mandate" VALUES(2,'laaja',2,0,1,'',0,'Valtuus laaja','Valtuus laaja','Valtuus laaja','','','','vahvistamaton','vahvistamaton','vahvistamaton','2026-01','2026-01','2026-01','','','','tehdä
katsoa','tehdä
katsoa','tehdä
katsoa','','','','','','2026-01-02','2027-01-02',NULL,NULL,NULL,1);
CREATE TABLE "mandates_mandate_includes" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED, "to_mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_mandate_includes" VALUES(1,2,1);
CREATE TABLE "mandates_mandate_services" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "mandate_id" bigint NOT NULL REFERENCES "mandates_mandate" ("id") DEFERRABLE INITIALLY DEFERRED, "service_id" bigint NOT NULL REFERENCES "mandates_service" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_mandate_services" VALUES(1,1,1);
INSERT INTO "mandates_mandate_services" VALUES(2,2,1);
CREATE TABLE "mandates_organisationtype" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "old_slugs" varchar(300) NOT NULL, "retired" bool NOT NULL, "sector" varchar(20) NOT NULL, "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "hint_fi" varchar(300) NOT NULL, "hint_sv" varchar(300) NOT NULL, "hint_en" varchar(300) NOT NULL, "keywords_fi" text NOT NULL, "keywords_sv" text NOT NULL, "keywords_en" text NOT NULL, "employee_fi" varchar(200) NOT NULL, "employee_sv" varchar(200) NOT NULL, "employee_en" varchar(200) NOT NULL, "grant_path" varchar(20) NOT NULL, "grant_note_fi" varchar(300) NOT NULL, "grant_note_sv" varchar(300) NOT NULL, "grant_note_en" varchar(300) NOT NULL);
INSERT INTO "mandates_organisationtype" VALUES(1,'kunta',1,0,1,'',0,'julkinen','Kunta','Kunta','Kunta','','','','','','','Työ: kunta','Työ: kunta','Työ: kunta','application','','','');
INSERT INTO "mandates_organisationtype" VALUES(2,'helsinki',2,0,1,'',0,'julkinen','Helsinki','Helsinki','Helsinki','','','','','','','Työ: helsinki','Työ: helsinki','Työ: helsinki','application','','','');
CREATE TABLE "mandates_outcomecount" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "publication" integer unsigned NOT NULL CHECK ("publication" >= 0), "day" date NOT NULL, "outcome" varchar(60) NOT NULL, "count" integer unsigned NOT NULL CHECK ("count" >= 0), CONSTRAINT "mandates_outcome_counted_once" UNIQUE ("publication", "day", "outcome"));
INSERT INTO "mandates_outcomecount" VALUES(1,2,'2026-11-24','request',7);
CREATE TABLE "mandates_prerequisite" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "old_slugs" varchar(300) NOT NULL, "retired" bool NOT NULL, "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "question_fi" varchar(300) NOT NULL, "question_sv" varchar(300) NOT NULL, "question_en" varchar(300) NOT NULL, "if_no_fi" text NOT NULL, "if_no_sv" text NOT NULL, "if_no_en" text NOT NULL, "if_unknown_fi" text NOT NULL, "if_unknown_sv" text NOT NULL, "if_unknown_en" text NOT NULL, "contact_email" varchar(254) NOT NULL);
INSERT INTO "mandates_prerequisite" VALUES(1,'sopimus',1,0,1,'',0,'Sopimus','Sopimus','Sopimus','Onko sopimus?','Onko sopimus?','Onko sopimus?','Tee se.','Tee se.','Tee se.','Kysy.','Kysy.','Kysy.','');
CREATE TABLE "mandates_publication" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "format" smallint unsigned NOT NULL CHECK ("format" >= 0), "published_at" datetime NOT NULL, "live_from" datetime NOT NULL, "editor" varchar(150) NOT NULL, "note" varchar(300) NOT NULL, "sha256" varchar(64) NOT NULL, "body" text NOT NULL, "parent_id" bigint NULL UNIQUE REFERENCES "mandates_publication" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_publication" VALUES(1,1,1,'2026-11-26 19:17:44.610633','2026-11-26 19:17:44.466883','aino','Ensimmäinen','6d837994544b2af7ef86a898d5771cbf58b88073d041d010500732fdbca57c60','[
 {
  "model": "mandates.source",
  "fields": {
   "slug": "lahde",
   "number": 1,
   "order": 0,
   "title_fi": "Lähde",
   "title_sv": "Lähde",
   "title_en": "Lähde",
   "url_fi": "https://example.fi/lahde",
   "url_sv": "https://example.fi/lahde",
   "url_en": "https://example.fi/lahde",
   "dated": "2024-04"
  }
 },
 {
  "model": "mandates.servicegroup",
  "fields": {
   "slug": "ryhma",
   "number": 1,
   "order": 0,
   "name_fi": "Ryhmä",
   "name_sv": "Ryhmä",
   "name_en": "Ryhmä"
  }
 },
 {
  "model": "mandates.service",
  "fields": {
   "slug": "palvelu",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "group": [
    "ryhma"
   ],
   "name_fi": "Palvelu",
   "name_sv": "Palvelu",
   "name_en": "Palvelu",
   "summary_fi": "Kuvaus.",
   "summary_sv": "Kuvaus.",
   "summary_en": "Kuvaus.",
   "url_fi": "https://example.fi/palvelu",
   "url_sv": "https://example.fi/palvelu",
   "url_en": "https://example.fi/palvelu",
   "before_use_fi": "",
   "before_use_sv": "",
   "before_use_en": "",
   "before_use_source": null
  }
 },
 {
  "model": "mandates.organisationtype",
  "fields": {
   "slug": "helsinki",
   "number": 2,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "sector": "julkinen",
   "name_fi": "Helsinki",
   "name_sv": "Helsinki",
   "name_en": "Helsinki",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": "",
   "employee_fi": "Työ: helsinki",
   "employee_sv": "Työ: helsinki",
   "employee_en": "Työ: helsinki",
   "grant_path": "application",
   "grant_note_fi": "",
   "grant_note_sv": "",
   "grant_note_en": ""
  }
 },
 {
  "model": "mandates.organisationtype",
  "fields": {
   "slug": "kunta",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "sector": "julkinen",
   "name_fi": "Kunta",
   "name_sv": "Kunta",
   "name_en": "Kunta",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": "",
   "employee_fi": "Työ: kunta",
   "employee_sv": "Työ: kunta",
   "employee_en": "Työ: kunta",
   "grant_path": "application",
   "grant_note_fi": "",
   "grant_note_sv": "",
   "grant_note_en": ""
  }
 },
 {
  "model": "mandates.task",
  "fields": {
   "slug": "katselu",
   "number": 2,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "service": [
    "palvelu"
   ],
   "name_fi": "Teen: katselu",
   "name_sv": "Teen: katselu",
   "name_en": "Teen: katselu",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": ""
  }
 },
 {
  "model": "mandates.task",
  "fields": {
   "slug": "lasku",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "service": [
    "palvelu"
   ],
   "name_fi": "Teen: lasku",
   "name_sv": "Teen: lasku",
   "name_en": "Teen: lasku",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": ""
  }
 },
 {
  "model": "mandates.prerequisite",
  "fields": {
   "slug": "sopimus",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "name_fi": "Sopimus",
   "name_sv": "Sopimus",
   "name_en": "Sopimus",
   "question_fi": "Onko sopimus?",
   "question_sv": "Onko sopimus?",
   "question_en": "Onko sopimus?",
   "if_no_fi": "Tee se.",
   "if_no_sv": "Tee se.",
   "if_no_en": "Tee se.",
   "if_unknown_fi": "Kysy.",
   "if_unknown_sv": "Kysy.",
   "if_unknown_en": "Kysy.",
   "contact_email": ""
  }
 },
 {
  "model": "mandates.mandate",
  "fields": {
   "slug": "laaja",
   "number": 2,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "title_fi": "Valtuus laaja",
   "title_sv": "Valtuus laaja",
   "title_en": "Valtuus laaja",
   "name_fi": "",
   "name_sv": "",
   "name_en": "",
   "name_state_fi": "vahvistamaton",
   "name_state_sv": "vahvistamaton",
   "name_state_en": "vahvistamaton",
   "name_source_fi": null,
   "name_source_sv": null,
   "name_source_en": null,
   "name_dated_fi": "2026-01",
   "name_dated_sv": "2026-01",
   "name_dated_en": "2026-01",
   "category_fi": "",
   "category_sv": "",
   "category_en": "",
   "allows_fi": "tehdä\nkatsoa",
   "allows_sv": "tehdä\nkatsoa",
   "allows_en": "tehdä\nkatsoa",
   "register_uri": "",
   "outdated_note_fi": "",
   "outdated_note_sv": "",
   "outdated_note_en": "",
   "ask_email": "",
   "source": [
    "lahde"
   ],
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02",
   "services": [
    [
     "palvelu"
    ]
   ],
   "includes": [
    [
     "suppea"
    ]
   ]
  }
 },
 {
  "model": "mandates.mandate",
  "fields": {
   "slug": "suppea",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "title_fi": "Valtuus suppea",
   "title_sv": "Valtuus suppea",
   "title_en": "Valtuus suppea",
   "name_fi": "",
   "name_sv": "",
   "name_en": "",
   "name_state_fi": "vahvistamaton",
   "name_state_sv": "vahvistamaton",
   "name_state_en": "vahvistamaton",
   "name_source_fi": null,
   "name_source_sv": null,
   "name_source_en": null,
   "name_dated_fi": "2026-01",
   "name_dated_sv": "2026-01",
   "name_dated_en": "2026-01",
   "category_fi": "",
   "category_sv": "",
   "category_en": "",
   "allows_fi": "tehdä\nkatsoa",
   "allows_sv": "tehdä\nkatsoa",
   "allows_en": "tehdä\nkatsoa",
   "register_uri": "",
   "outdated_note_fi": "",
   "outdated_note_sv": "",
   "outdated_note_en": "",
   "ask_email": "",
   "source": [
    "lahde"
   ],
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02",
   "services": [
    [
     "palvelu"
    ]
   ],
   "includes": []
  }
 },
 {
  "model": "mandates.lookalike",
  "fields": {
   "slug": "toinen",
   "number": 1,
   "order": 0,
   "mandate": [
    "suppea"
   ],
   "name_fi": "Toinen",
   "name_sv": "",
   "name_en": "",
   "note_fi": "Muille.",
   "note_sv": "Muille.",
   "note_en": "Muille.",
   "source": [
    "lahde"
   ]
  }
 },
 {
  "model": "mandates.condition",
  "fields": {
   "slug": "katselu",
   "number": 2,
   "order": 0,
   "task": [
    "katselu"
   ],
   "mandate": [
    "suppea"
   ],
   "every_type": true,
   "prerequisite_note_fi": "",
   "prerequisite_note_sv": "",
   "prerequisite_note_en": "",
   "other_types_note_fi": "",
   "other_types_note_sv": "",
   "other_types_note_en": "",
   "note": "",
   "types": [],
   "prerequisites": []
  }
 },
 {
  "model": "mandates.condition",
  "fields": {
   "slug": "lasku",
   "number": 1,
   "order": 0,
   "task": [
    "lasku"
   ],
   "mandate": [
    "laaja"
   ],
   "every_type": false,
   "prerequisite_note_fi": "",
   "prerequisite_note_sv": "",
   "prerequisite_note_en": "",
   "other_types_note_fi": "",
   "other_types_note_sv": "",
   "other_types_note_en": "",
   "note": "",
   "types": [
    [
     "kunta"
    ]
   ],
   "prerequisites": [
    [
     "sopimus"
    ]
   ]
  }
 },
 {
  "model": "mandates.instruction",
  "fields": {
   "slug": "pyyda",
   "number": 1,
   "order": 0,
   "section": "nain-saat",
   "relation": "",
   "grant_path": "",
   "title_fi": "Pyydä",
   "title_sv": "Pyydä",
   "title_en": "Pyydä",
   "body_fi": "Pyydä valtuutta.",
   "body_sv": "Pyydä valtuutta.",
   "body_en": "Pyydä valtuutta.",
   "source": [
    "lahde"
   ],
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02"
  }
 },
 {
  "model": "mandates.infosection",
  "fields": {
   "slug": "kohta",
   "number": 1,
   "order": 0,
   "page": "tietosuoja",
   "title_fi": "Kohta",
   "title_sv": "Kohta",
   "title_en": "Kohta",
   "body_fi": "Teksti.",
   "body_sv": "Teksti.",
   "body_en": "Teksti.",
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02"
  }
 },
 {
  "model": "mandates.expectedcase",
  "fields": {
   "slug": "katsoja",
   "number": 1,
   "order": 0,
   "situation": "Katson kunnassa (katsoja).",
   "source": [
    "lahde"
   ],
   "note": "",
   "types": [
    [
     "kunta"
    ]
   ],
   "tasks": [
    [
     "katselu"
    ]
   ],
   "yes": [],
   "no": [],
   "request": [
    [
     "suppea"
    ]
   ],
   "confirm": [],
   "blocked": [],
   "covered": []
  }
 },
 {
  "model": "mandates.fact",
  "fields": {
   "slug": "asia",
   "number": 1,
   "order": 0,
   "source": [
    "lahde"
   ],
   "statement": "Lähde sanoo näin.",
   "note": "Vain kokeeksi.",
   "mandates": [],
   "conditions": []
  }
 }
]
',NULL);
INSERT INTO "mandates_publication" VALUES(2,2,1,'2026-11-26 19:17:44.847013','2026-11-26 19:17:44.775488','onni','Toinen: uusi nimi','5c0f9c092d2e14919632d119ffa480fbaae5ee474a4715f40bbe818b6e75649a','[
 {
  "model": "mandates.source",
  "fields": {
   "slug": "lahde",
   "number": 1,
   "order": 0,
   "title_fi": "Lähde",
   "title_sv": "Lähde",
   "title_en": "Lähde",
   "url_fi": "https://example.fi/lahde",
   "url_sv": "https://example.fi/lahde",
   "url_en": "https://example.fi/lahde",
   "dated": "2024-04"
  }
 },
 {
  "model": "mandates.servicegroup",
  "fields": {
   "slug": "ryhma",
   "number": 1,
   "order": 0,
   "name_fi": "Ryhmä",
   "name_sv": "Ryhmä",
   "name_en": "Ryhmä"
  }
 },
 {
  "model": "mandates.service",
  "fields": {
   "slug": "palvelu",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "group": [
    "ryhma"
   ],
   "name_fi": "Palvelu",
   "name_sv": "Palvelu",
   "name_en": "Palvelu",
   "summary_fi": "Kuvaus.",
   "summary_sv": "Kuvaus.",
   "summary_en": "Kuvaus.",
   "url_fi": "https://example.fi/palvelu",
   "url_sv": "https://example.fi/palvelu",
   "url_en": "https://example.fi/palvelu",
   "before_use_fi": "",
   "before_use_sv": "",
   "before_use_en": "",
   "before_use_source": null
  }
 },
 {
  "model": "mandates.organisationtype",
  "fields": {
   "slug": "helsinki",
   "number": 2,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "sector": "julkinen",
   "name_fi": "Helsinki",
   "name_sv": "Helsinki",
   "name_en": "Helsinki",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": "",
   "employee_fi": "Työ: helsinki",
   "employee_sv": "Työ: helsinki",
   "employee_en": "Työ: helsinki",
   "grant_path": "application",
   "grant_note_fi": "",
   "grant_note_sv": "",
   "grant_note_en": ""
  }
 },
 {
  "model": "mandates.organisationtype",
  "fields": {
   "slug": "kunta",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "sector": "julkinen",
   "name_fi": "Kunta",
   "name_sv": "Kunta",
   "name_en": "Kunta",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": "",
   "employee_fi": "Työ: kunta",
   "employee_sv": "Työ: kunta",
   "employee_en": "Työ: kunta",
   "grant_path": "application",
   "grant_note_fi": "",
   "grant_note_sv": "",
   "grant_note_en": ""
  }
 },
 {
  "model": "mandates.task",
  "fields": {
   "slug": "katselu",
   "number": 2,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "service": [
    "palvelu"
   ],
   "name_fi": "Teen: katselu",
   "name_sv": "Teen: katselu",
   "name_en": "Teen: katselu",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": ""
  }
 },
 {
  "model": "mandates.task",
  "fields": {
   "slug": "lasku",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "service": [
    "palvelu"
   ],
   "name_fi": "Käsittelen laskun",
   "name_sv": "Teen: lasku",
   "name_en": "Teen: lasku",
   "hint_fi": "",
   "hint_sv": "",
   "hint_en": "",
   "keywords_fi": "",
   "keywords_sv": "",
   "keywords_en": ""
  }
 },
 {
  "model": "mandates.prerequisite",
  "fields": {
   "slug": "sopimus",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "name_fi": "Sopimus",
   "name_sv": "Sopimus",
   "name_en": "Sopimus",
   "question_fi": "Onko sopimus?",
   "question_sv": "Onko sopimus?",
   "question_en": "Onko sopimus?",
   "if_no_fi": "Tee se.",
   "if_no_sv": "Tee se.",
   "if_no_en": "Tee se.",
   "if_unknown_fi": "Kysy.",
   "if_unknown_sv": "Kysy.",
   "if_unknown_en": "Kysy.",
   "contact_email": ""
  }
 },
 {
  "model": "mandates.mandate",
  "fields": {
   "slug": "laaja",
   "number": 2,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "title_fi": "Valtuus laaja",
   "title_sv": "Valtuus laaja",
   "title_en": "Valtuus laaja",
   "name_fi": "",
   "name_sv": "",
   "name_en": "",
   "name_state_fi": "vahvistamaton",
   "name_state_sv": "vahvistamaton",
   "name_state_en": "vahvistamaton",
   "name_source_fi": null,
   "name_source_sv": null,
   "name_source_en": null,
   "name_dated_fi": "2026-01",
   "name_dated_sv": "2026-01",
   "name_dated_en": "2026-01",
   "category_fi": "",
   "category_sv": "",
   "category_en": "",
   "allows_fi": "tehdä\nkatsoa",
   "allows_sv": "tehdä\nkatsoa",
   "allows_en": "tehdä\nkatsoa",
   "register_uri": "",
   "outdated_note_fi": "",
   "outdated_note_sv": "",
   "outdated_note_en": "",
   "ask_email": "",
   "source": [
    "lahde"
   ],
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02",
   "services": [
    [
     "palvelu"
    ]
   ],
   "includes": [
    [
     "suppea"
    ]
   ]
  }
 },
 {
  "model": "mandates.mandate",
  "fields": {
   "slug": "suppea",
   "number": 1,
   "order": 0,
   "old_slugs": "",
   "retired": false,
   "title_fi": "Valtuus suppea",
   "title_sv": "Valtuus suppea",
   "title_en": "Valtuus suppea",
   "name_fi": "",
   "name_sv": "",
   "name_en": "",
   "name_state_fi": "vahvistamaton",
   "name_state_sv": "vahvistamaton",
   "name_state_en": "vahvistamaton",
   "name_source_fi": null,
   "name_source_sv": null,
   "name_source_en": null,
   "name_dated_fi": "2026-01",
   "name_dated_sv": "2026-01",
   "name_dated_en": "2026-01",
   "category_fi": "",
   "category_sv": "",
   "category_en": "",
   "allows_fi": "tehdä\nkatsoa",
   "allows_sv": "tehdä\nkatsoa",
   "allows_en": "tehdä\nkatsoa",
   "register_uri": "",
   "outdated_note_fi": "",
   "outdated_note_sv": "",
   "outdated_note_en": "",
   "ask_email": "",
   "source": [
    "lahde"
   ],
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02",
   "services": [
    [
     "palvelu"
    ]
   ],
   "includes": []
  }
 },
 {
  "model": "mandates.lookalike",
  "fields": {
   "slug": "toinen",
   "number": 1,
   "order": 0,
   "mandate": [
    "suppea"
   ],
   "name_fi": "Toinen",
   "name_sv": "",
   "name_en": "",
   "note_fi": "Muille.",
   "note_sv": "Muille.",
   "note_en": "Muille.",
   "source": [
    "lahde"
   ]
  }
 },
 {
  "model": "mandates.condition",
  "fields": {
   "slug": "katselu",
   "number": 2,
   "order": 0,
   "task": [
    "katselu"
   ],
   "mandate": [
    "suppea"
   ],
   "every_type": true,
   "prerequisite_note_fi": "",
   "prerequisite_note_sv": "",
   "prerequisite_note_en": "",
   "other_types_note_fi": "",
   "other_types_note_sv": "",
   "other_types_note_en": "",
   "note": "",
   "types": [],
   "prerequisites": []
  }
 },
 {
  "model": "mandates.condition",
  "fields": {
   "slug": "lasku",
   "number": 1,
   "order": 0,
   "task": [
    "lasku"
   ],
   "mandate": [
    "laaja"
   ],
   "every_type": false,
   "prerequisite_note_fi": "",
   "prerequisite_note_sv": "",
   "prerequisite_note_en": "",
   "other_types_note_fi": "",
   "other_types_note_sv": "",
   "other_types_note_en": "",
   "note": "",
   "types": [
    [
     "kunta"
    ]
   ],
   "prerequisites": [
    [
     "sopimus"
    ]
   ]
  }
 },
 {
  "model": "mandates.instruction",
  "fields": {
   "slug": "pyyda",
   "number": 1,
   "order": 0,
   "section": "nain-saat",
   "relation": "",
   "grant_path": "",
   "title_fi": "Pyydä",
   "title_sv": "Pyydä",
   "title_en": "Pyydä",
   "body_fi": "Pyydä valtuutta.",
   "body_sv": "Pyydä valtuutta.",
   "body_en": "Pyydä valtuutta.",
   "source": [
    "lahde"
   ],
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02"
  }
 },
 {
  "model": "mandates.infosection",
  "fields": {
   "slug": "kohta",
   "number": 1,
   "order": 0,
   "page": "tietosuoja",
   "title_fi": "Kohta",
   "title_sv": "Kohta",
   "title_en": "Kohta",
   "body_fi": "Teksti.",
   "body_sv": "Teksti.",
   "body_en": "Teksti.",
   "checked_on": "2026-01-02",
   "review_by": "2027-01-02"
  }
 },
 {
  "model": "mandates.expectedcase",
  "fields": {
   "slug": "katsoja",
   "number": 1,
   "order": 0,
   "situation": "Katson kunnassa (katsoja).",
   "source": [
    "lahde"
   ],
   "note": "",
   "types": [
    [
     "kunta"
    ]
   ],
   "tasks": [
    [
     "katselu"
    ]
   ],
   "yes": [],
   "no": [],
   "request": [
    [
     "suppea"
    ]
   ],
   "confirm": [],
   "blocked": [],
   "covered": []
  }
 },
 {
  "model": "mandates.fact",
  "fields": {
   "slug": "asia",
   "number": 1,
   "order": 0,
   "source": [
    "lahde"
   ],
   "statement": "Lähde sanoo näin.",
   "note": "Vain kokeeksi.",
   "mandates": [],
   "conditions": []
  }
 }
]
',1);
CREATE TABLE "mandates_service" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "old_slugs" varchar(300) NOT NULL, "retired" bool NOT NULL, "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "summary_fi" varchar(300) NOT NULL, "summary_sv" varchar(300) NOT NULL, "summary_en" varchar(300) NOT NULL, "url_fi" varchar(300) NOT NULL, "url_sv" varchar(300) NOT NULL, "url_en" varchar(300) NOT NULL, "before_use_fi" text NOT NULL, "before_use_sv" text NOT NULL, "before_use_en" text NOT NULL, "group_id" bigint NOT NULL REFERENCES "mandates_servicegroup" ("id") DEFERRABLE INITIALLY DEFERRED, "before_use_source_id" bigint NULL REFERENCES "mandates_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "mandates_service" VALUES(1,'palvelu',1,0,1,'',0,'Palvelu','Palvelu','Palvelu','Kuvaus.','Kuvaus.','Kuvaus.','https://example.fi/palvelu','https://example.fi/palvelu','https://example.fi/palvelu','','','',1,NULL);
CREATE TABLE "mandates_servicegroup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL);
INSERT INTO "mandates_servicegroup" VALUES(1,'ryhma',1,0,1,'Ryhmä','Ryhmä','Ryhmä');
CREATE TABLE "mandates_source" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "title_fi" varchar(200) NOT NULL, "title_sv" varchar(200) NOT NULL, "title_en" varchar(200) NOT NULL, "url_fi" varchar(300) NOT NULL, "url_sv" varchar(300) NOT NULL, "url_en" varchar(300) NOT NULL, "dated" varchar(10) NOT NULL);
INSERT INTO "mandates_source" VALUES(1,'lahde',1,0,1,'Lähde','Lähde','Lähde','https://example.fi/lahde','https://example.fi/lahde','https://example.fi/lahde','2024-04');
CREATE TABLE "mandates_task" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "number" integer unsigned NOT NULL UNIQUE CHECK ("number" >= 0), "order" integer unsigned NOT NULL CHECK ("order" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "old_slugs" varchar(300) NOT NULL, "retired" bool NOT NULL, "name_fi" varchar(200) NOT NULL, "name_sv" varchar(200) NOT NULL, "name_en" varchar(200) NOT NULL, "hint_fi" varchar(300) NOT NULL, "hint_sv" varchar(300) NOT NULL, "hint_en" varchar(300) NOT NULL, "keywords_fi" text NOT NULL, "keywords_sv" text NOT NULL, "keywords_en" text NOT NULL, "service_id" bigint NOT NULL REFERENCES "mandates_service" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "task_slug_is_free" CHECK (NOT ("slug" = 'ei-mikaan')));
INSERT INTO "mandates_task" VALUES(1,'lasku',1,0,2,'',0,'Käsittelen laskun','Teen: lasku','Teen: lasku','','','','','','',1);
INSERT INTO "mandates_task" VALUES(2,'katselu',2,0,1,'',0,'Teen: katselu','Teen: katselu','Teen: katselu','','','','','','',1);
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_user_groups_user_id_group_id_94350c0c_uniq" ON "auth_user_groups" ("user_id", "group_id");
CREATE INDEX "auth_user_groups_user_id_6a12ed8b" ON "auth_user_groups" ("user_id");
CREATE INDEX "auth_user_groups_group_id_97559544" ON "auth_user_groups" ("group_id");
CREATE UNIQUE INDEX "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq" ON "auth_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "auth_user_user_permissions_user_id_a95ead1b" ON "auth_user_user_permissions" ("user_id");
CREATE INDEX "auth_user_user_permissions_permission_id_1fbb5f2c" ON "auth_user_user_permissions" ("permission_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "mandates_mandate_includes_from_mandate_id_to_mandate_id_8648d96b_uniq" ON "mandates_mandate_includes" ("from_mandate_id", "to_mandate_id");
CREATE INDEX "mandates_mandate_includes_from_mandate_id_52f2bcbf" ON "mandates_mandate_includes" ("from_mandate_id");
CREATE INDEX "mandates_mandate_includes_to_mandate_id_065a4bf0" ON "mandates_mandate_includes" ("to_mandate_id");
CREATE UNIQUE INDEX "mandates_mandate_services_mandate_id_service_id_b2faee38_uniq" ON "mandates_mandate_services" ("mandate_id", "service_id");
CREATE INDEX "mandates_mandate_services_mandate_id_b457f29e" ON "mandates_mandate_services" ("mandate_id");
CREATE INDEX "mandates_mandate_services_service_id_c30fcfdb" ON "mandates_mandate_services" ("service_id");
CREATE UNIQUE INDEX "mandates_condition_types_condition_id_organisationtype_id_8dc4a03b_uniq" ON "mandates_condition_types" ("condition_id", "organisationtype_id");
CREATE INDEX "mandates_condition_types_condition_id_241dc069" ON "mandates_condition_types" ("condition_id");
CREATE INDEX "mandates_condition_types_organisationtype_id_e44df2b8" ON "mandates_condition_types" ("organisationtype_id");
CREATE UNIQUE INDEX "mandates_condition_prerequisites_condition_id_prerequisite_id_04316662_uniq" ON "mandates_condition_prerequisites" ("condition_id", "prerequisite_id");
CREATE INDEX "mandates_condition_prerequisites_condition_id_5e044c54" ON "mandates_condition_prerequisites" ("condition_id");
CREATE INDEX "mandates_condition_prerequisites_prerequisite_id_9daea0c1" ON "mandates_condition_prerequisites" ("prerequisite_id");
CREATE INDEX "mandates_service_group_id_714cdb2a" ON "mandates_service" ("group_id");
CREATE INDEX "mandates_service_before_use_source_id_dbebda26" ON "mandates_service" ("before_use_source_id");
CREATE INDEX "mandates_lookalike_mandate_id_ed79acf6" ON "mandates_lookalike" ("mandate_id");
CREATE INDEX "mandates_lookalike_source_id_eefbe058" ON "mandates_lookalike" ("source_id");
CREATE INDEX "mandates_instruction_source_id_22f6f738" ON "mandates_instruction" ("source_id");
CREATE INDEX "mandates_fact_source_id_e6dd1695" ON "mandates_fact" ("source_id");
CREATE UNIQUE INDEX "mandates_fact_conditions_fact_id_condition_id_381397ee_uniq" ON "mandates_fact_conditions" ("fact_id", "condition_id");
CREATE INDEX "mandates_fact_conditions_fact_id_fd2dcc4f" ON "mandates_fact_conditions" ("fact_id");
CREATE INDEX "mandates_fact_conditions_condition_id_475cb102" ON "mandates_fact_conditions" ("condition_id");
CREATE UNIQUE INDEX "mandates_fact_mandates_fact_id_mandate_id_5f0c9f57_uniq" ON "mandates_fact_mandates" ("fact_id", "mandate_id");
CREATE INDEX "mandates_fact_mandates_fact_id_f3844e82" ON "mandates_fact_mandates" ("fact_id");
CREATE INDEX "mandates_fact_mandates_mandate_id_ec8661d9" ON "mandates_fact_mandates" ("mandate_id");
CREATE INDEX "mandates_expectedcase_source_id_a2116623" ON "mandates_expectedcase" ("source_id");
CREATE UNIQUE INDEX "mandates_expectedcase_blocked_expectedcase_id_mandate_id_0a5ec247_uniq" ON "mandates_expectedcase_blocked" ("expectedcase_id", "mandate_id");
CREATE INDEX "mandates_expectedcase_blocked_expectedcase_id_ffca5c3e" ON "mandates_expectedcase_blocked" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_blocked_mandate_id_4c49aa16" ON "mandates_expectedcase_blocked" ("mandate_id");
CREATE UNIQUE INDEX "mandates_expectedcase_confirm_expectedcase_id_mandate_id_6a8a056f_uniq" ON "mandates_expectedcase_confirm" ("expectedcase_id", "mandate_id");
CREATE INDEX "mandates_expectedcase_confirm_expectedcase_id_636c4332" ON "mandates_expectedcase_confirm" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_confirm_mandate_id_f78e04f3" ON "mandates_expectedcase_confirm" ("mandate_id");
CREATE UNIQUE INDEX "mandates_expectedcase_covered_expectedcase_id_mandate_id_d0155fc4_uniq" ON "mandates_expectedcase_covered" ("expectedcase_id", "mandate_id");
CREATE INDEX "mandates_expectedcase_covered_expectedcase_id_31951559" ON "mandates_expectedcase_covered" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_covered_mandate_id_1d6161d2" ON "mandates_expectedcase_covered" ("mandate_id");
CREATE UNIQUE INDEX "mandates_expectedcase_request_expectedcase_id_mandate_id_e05f700d_uniq" ON "mandates_expectedcase_request" ("expectedcase_id", "mandate_id");
CREATE INDEX "mandates_expectedcase_request_expectedcase_id_f5b20c3a" ON "mandates_expectedcase_request" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_request_mandate_id_bc16eb94" ON "mandates_expectedcase_request" ("mandate_id");
CREATE UNIQUE INDEX "mandates_expectedcase_types_expectedcase_id_organisationtype_id_5ca0123f_uniq" ON "mandates_expectedcase_types" ("expectedcase_id", "organisationtype_id");
CREATE INDEX "mandates_expectedcase_types_expectedcase_id_9f9d9be1" ON "mandates_expectedcase_types" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_types_organisationtype_id_aeaa0804" ON "mandates_expectedcase_types" ("organisationtype_id");
CREATE UNIQUE INDEX "mandates_expectedcase_no_expectedcase_id_prerequisite_id_46aa40b1_uniq" ON "mandates_expectedcase_no" ("expectedcase_id", "prerequisite_id");
CREATE INDEX "mandates_expectedcase_no_expectedcase_id_2d58c5a4" ON "mandates_expectedcase_no" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_no_prerequisite_id_9fcf5eb5" ON "mandates_expectedcase_no" ("prerequisite_id");
CREATE UNIQUE INDEX "mandates_expectedcase_yes_expectedcase_id_prerequisite_id_56be5405_uniq" ON "mandates_expectedcase_yes" ("expectedcase_id", "prerequisite_id");
CREATE INDEX "mandates_expectedcase_yes_expectedcase_id_a0ad24d1" ON "mandates_expectedcase_yes" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_yes_prerequisite_id_23795c3b" ON "mandates_expectedcase_yes" ("prerequisite_id");
CREATE UNIQUE INDEX "mandates_expectedcase_tasks_expectedcase_id_task_id_7e542a21_uniq" ON "mandates_expectedcase_tasks" ("expectedcase_id", "task_id");
CREATE INDEX "mandates_expectedcase_tasks_expectedcase_id_48013909" ON "mandates_expectedcase_tasks" ("expectedcase_id");
CREATE INDEX "mandates_expectedcase_tasks_task_id_8d45f41b" ON "mandates_expectedcase_tasks" ("task_id");
CREATE INDEX "mandates_condition_mandate_id_e59f5977" ON "mandates_condition" ("mandate_id");
CREATE INDEX "mandates_condition_task_id_fa775d5d" ON "mandates_condition" ("task_id");
CREATE INDEX "mandates_mandate_name_source_en_id_8d473bc6" ON "mandates_mandate" ("name_source_en_id");
CREATE INDEX "mandates_mandate_name_source_fi_id_50410594" ON "mandates_mandate" ("name_source_fi_id");
CREATE INDEX "mandates_mandate_name_source_sv_id_42fc445b" ON "mandates_mandate" ("name_source_sv_id");
CREATE INDEX "mandates_mandate_source_id_7546e2ee" ON "mandates_mandate" ("source_id");
CREATE INDEX "mandates_task_service_id_9eee9193" ON "mandates_task" ("service_id");
CREATE TRIGGER mandates_publication_no_update BEFORE UPDATE ON mandates_publication
    BEGIN SELECT RAISE(ABORT, 'a publication cannot be changed or deleted'); END;
CREATE TRIGGER mandates_publication_no_delete BEFORE DELETE ON mandates_publication
    BEGIN SELECT RAISE(ABORT, 'a publication cannot be changed or deleted'); END;
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',20);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',1);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',23);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',92);
INSERT INTO "sqlite_sequence" VALUES('auth_group',3);
INSERT INTO "sqlite_sequence" VALUES('auth_user',2);
INSERT INTO "sqlite_sequence" VALUES('mandates_service',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_condition',2);
INSERT INTO "sqlite_sequence" VALUES('mandates_mandate',2);
INSERT INTO "sqlite_sequence" VALUES('mandates_task',2);
INSERT INTO "sqlite_sequence" VALUES('auth_group_permissions',131);
INSERT INTO "sqlite_sequence" VALUES('mandates_source',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_servicegroup',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_organisationtype',2);
INSERT INTO "sqlite_sequence" VALUES('mandates_prerequisite',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_mandate_services',2);
INSERT INTO "sqlite_sequence" VALUES('mandates_mandate_includes',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_lookalike',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_condition_types',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_condition_prerequisites',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_expectedcase',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_expectedcase_types',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_expectedcase_tasks',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_expectedcase_request',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_fact',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_infosection',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_instruction',1);
INSERT INTO "sqlite_sequence" VALUES('auth_user_groups',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_publication',2);
INSERT INTO "sqlite_sequence" VALUES('mandates_feedback',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_outcomecount',1);
INSERT INTO "sqlite_sequence" VALUES('mandates_linkcheck',1);
COMMIT;
