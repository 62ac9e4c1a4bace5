CREATE SEQUENCE "public"."test_revision" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "environment" (
	"name" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	"tests" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"person" text NOT NULL,
	"team" text NOT NULL,
	"role" text NOT NULL,
	"source" text DEFAULT 'app' NOT NULL,
	CONSTRAINT "membership_person_team_role_source_pk" PRIMARY KEY("person","team","role","source")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"roles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"deactivated_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "project" (
	"name" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"team" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "project_and_team" UNIQUE("name","team")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"name" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_group" (
	"team" text NOT NULL,
	"group" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "team_group_team_group_role_pk" PRIMARY KEY("team","group","role")
);
--> statement-breakpoint
CREATE TABLE "variable" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"hash" text NOT NULL,
	"person" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"address" text,
	"user_agent" text,
	CONSTRAINT "session_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"person" text,
	"team" text,
	"hash" text NOT NULL,
	"ending" text DEFAULT '' NOT NULL,
	"scopes" jsonb DEFAULT '["read","order","author","admin"]'::jsonb NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "token_hash_unique" UNIQUE("hash"),
	CONSTRAINT "token_owner" CHECK (num_nonnulls("token"."person", "token"."team") = 1)
);
--> statement-breakpoint
CREATE TABLE "offering" (
	"name" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"current" integer,
	"hidden" boolean DEFAULT false NOT NULL,
	"file_digest" text,
	"file_issues" jsonb,
	"retired_at" timestamp with time zone,
	"retired_by" jsonb,
	"retired_note" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"offering" text NOT NULL,
	"number" integer NOT NULL,
	"source" text NOT NULL,
	"document" json NOT NULL,
	"digest" text NOT NULL,
	"modules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"children" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"level" text NOT NULL,
	"origin" text NOT NULL,
	"change_note" text,
	"draft" uuid,
	"based_on" integer,
	"published_by" jsonb NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revision_offering_number_pk" PRIMARY KEY("offering","number")
);
--> statement-breakpoint
CREATE TABLE "module" (
	"digest" text PRIMARY KEY NOT NULL,
	"folder" text NOT NULL,
	"files" jsonb NOT NULL,
	"description" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "terraform_state" (
	"workspace" text PRIMARY KEY NOT NULL,
	"sealed" text,
	"serial" integer,
	"lineage" text,
	"holder" jsonb,
	"held_until" timestamp with time zone,
	"effect" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"offering" text NOT NULL,
	"owner" text NOT NULL,
	"proposal" boolean NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"based_on" integer,
	"source" text NOT NULL,
	"told" text NOT NULL,
	"told_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"note" text,
	"who" text NOT NULL,
	"begun_by" jsonb NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	"saved_by" jsonb NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"ended_by" jsonb,
	"ended_at" timestamp with time zone,
	"reason" text,
	"revision" integer
);
--> statement-breakpoint
CREATE TABLE "draft_editor" (
	"draft" uuid NOT NULL,
	"person" text NOT NULL,
	"name" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_editor_draft_person_pk" PRIMARY KEY("draft","person")
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request" bigint NOT NULL,
	"step" text NOT NULL,
	"n" integer NOT NULL,
	"generation" integer NOT NULL,
	"engine" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"effect_sent_at" timestamp with time zone,
	"repeatable_sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"problem" jsonb,
	"payload" json,
	"reference" jsonb
);
--> statement-breakpoint
CREATE TABLE "request" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "request_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1),
	"offering" text NOT NULL,
	"revision" integer NOT NULL,
	"operation" text NOT NULL,
	"resource" uuid NOT NULL,
	"title" text NOT NULL,
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"team" text NOT NULL,
	"requester" jsonb NOT NULL,
	"person" text,
	"vouched_by" text,
	"state" text DEFAULT 'submitted' NOT NULL,
	"parent" bigint,
	"parent_step" text,
	"effect_key" text,
	"stuck" boolean DEFAULT false NOT NULL,
	"ending" text,
	"escalated" boolean DEFAULT false NOT NULL,
	"test" boolean DEFAULT false NOT NULL,
	"inputs" json NOT NULL,
	"sealed_inputs" text,
	"plan" json NOT NULL,
	"plan_hash" text NOT NULL,
	"outputs" json DEFAULT '{}'::json NOT NULL,
	"sealed_outputs" text,
	"seq" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "request_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
CREATE TABLE "resource" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"offering" text NOT NULL,
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"outputs" json DEFAULT '{}'::json NOT NULL,
	"sealed_outputs" text,
	"test" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step" (
	"request" bigint NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"plan" json NOT NULL,
	"uses" text NOT NULL,
	"blocking" boolean NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease" uuid,
	"leased_until" timestamp with time zone,
	"engine" text,
	"place" text,
	"place_since" timestamp with time zone,
	"connection" text,
	"reference" jsonb,
	"problem" jsonb,
	"effect_ended" boolean DEFAULT false NOT NULL,
	"outputs" json DEFAULT '{}'::json NOT NULL,
	"sealed_outputs" text,
	"resolved" boolean DEFAULT false NOT NULL,
	"assigned_team" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"cancelling_since" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"heard_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "step_request_id_pk" PRIMARY KEY("request","id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"actor" jsonb NOT NULL,
	"who" text NOT NULL,
	"behalf" text,
	"door" text NOT NULL,
	"address" text,
	"user_agent" text,
	"verb" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"n" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"above" bigint NOT NULL,
	"from" "xid8" NOT NULL,
	"to" "xid8" NOT NULL,
	"entries" "bytea" NOT NULL,
	"digest" text NOT NULL,
	"previous" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"request" bigint NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "event_request_seq_pk" PRIMARY KEY("request","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"digest" text NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "log_line" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"request" bigint NOT NULL,
	"step" text NOT NULL,
	"attempt" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chore" (
	"name" text PRIMARY KEY NOT NULL,
	"ran_at" timestamp with time zone DEFAULT now() NOT NULL,
	"engine" text NOT NULL,
	"runs" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection" (
	"name" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"base_url" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sealed_credential" text,
	"teams" jsonb,
	"credential_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine" (
	"id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"plan_version" integer DEFAULT 1 NOT NULL,
	"capabilities" jsonb NOT NULL,
	"concurrency" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopping_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "gate" (
	"connection" text PRIMARY KEY NOT NULL,
	"tokens" double precision DEFAULT 0 NOT NULL,
	"filled_at" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"pauses" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"key_fingerprint" text NOT NULL,
	"next_fingerprint" text,
	"admins_named" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"connection" text PRIMARY KEY NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"woke" bigint DEFAULT 0 NOT NULL,
	"unknown" bigint DEFAULT 0 NOT NULL,
	"refused" bigint DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone,
	"refused_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "probe" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"offering" text,
	"revision" integer,
	"connection" text,
	"targets" json,
	"asked_by" jsonb NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answers" jsonb,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "measure" (
	"name" text NOT NULL,
	"labels" text NOT NULL,
	"counts" bigint[] NOT NULL,
	"sum" double precision NOT NULL,
	CONSTRAINT "measure_name_labels_pk" PRIMARY KEY("name","labels")
);
--> statement-breakpoint
CREATE TABLE "trace" (
	"request" bigint PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"span" text NOT NULL,
	"parent" text
);
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_team_team_name_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_team_team_name_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_group" ADD CONSTRAINT "team_group_team_team_name_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_team_team_name_fk" FOREIGN KEY ("team") REFERENCES "public"."team"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_offering_offering_name_fk" FOREIGN KEY ("offering") REFERENCES "public"."offering"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_editor" ADD CONSTRAINT "draft_editor_draft_draft_id_fk" FOREIGN KEY ("draft") REFERENCES "public"."draft"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_request_step_step_request_id_fk" FOREIGN KEY ("request","step") REFERENCES "public"."step"("request","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_resource_resource_id_fk" FOREIGN KEY ("resource") REFERENCES "public"."resource"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_environment_environment_name_fk" FOREIGN KEY ("environment") REFERENCES "public"."environment"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_parent_request_number_fk" FOREIGN KEY ("parent") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_project_team_project_name_team_fk" FOREIGN KEY ("project","team") REFERENCES "public"."project"("name","team") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "request" ADD CONSTRAINT "request_offering_revision_revision_offering_number_fk" FOREIGN KEY ("offering","revision") REFERENCES "public"."revision"("offering","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_offering_offering_name_fk" FOREIGN KEY ("offering") REFERENCES "public"."offering"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_project_project_name_fk" FOREIGN KEY ("project") REFERENCES "public"."project"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource" ADD CONSTRAINT "resource_environment_environment_name_fk" FOREIGN KEY ("environment") REFERENCES "public"."environment"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_request_request_number_fk" FOREIGN KEY ("request") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_request_request_number_fk" FOREIGN KEY ("request") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate" ADD CONSTRAINT "gate_connection_connection_name_fk" FOREIGN KEY ("connection") REFERENCES "public"."connection"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_connection_connection_name_fk" FOREIGN KEY ("connection") REFERENCES "public"."connection"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trace" ADD CONSTRAINT "trace_request_request_number_fk" FOREIGN KEY ("request") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_team" ON "membership" USING btree ("team","role","person");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "project_team" ON "project" USING btree ("team","name");--> statement-breakpoint
CREATE INDEX "team_group_group" ON "team_group" USING btree ("group");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person");--> statement-breakpoint
CREATE INDEX "session_expires" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "token_person" ON "token" USING btree ("person");--> statement-breakpoint
CREATE INDEX "token_team" ON "token" USING btree ("team");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_of_offering" ON "draft" USING btree ("offering") WHERE state = 'open' and not proposal;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_proposal_of_person" ON "draft" USING btree ("offering","who") WHERE state = 'open' and proposal;--> statement-breakpoint
CREATE INDEX "draft_by_offering" ON "draft" USING btree ("offering","begun_at");--> statement-breakpoint
CREATE INDEX "draft_open_by_owner" ON "draft" USING btree ("owner") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "draft_open_by_person" ON "draft" USING btree ("who") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_number" ON "attempt" USING btree ("request","step","n");--> statement-breakpoint
CREATE INDEX "request_team" ON "request" USING btree ("team","number");--> statement-breakpoint
CREATE INDEX "request_person" ON "request" USING btree ("person","number");--> statement-breakpoint
CREATE INDEX "request_offering" ON "request" USING btree ("offering","revision","number");--> statement-breakpoint
CREATE INDEX "request_state" ON "request" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "request_project" ON "request" USING btree ("project","number");--> statement-breakpoint
CREATE INDEX "request_resource" ON "request" USING btree ("resource","number");--> statement-breakpoint
CREATE INDEX "request_parent" ON "request" USING btree ("parent") WHERE "request"."parent" is not null;--> statement-breakpoint
CREATE INDEX "resource_project" ON "resource" USING btree ("project");--> statement-breakpoint
CREATE INDEX "step_assigned" ON "step" USING btree ("assigned_team","state") WHERE "step"."assigned_team" is not null;--> statement-breakpoint
CREATE INDEX "step_reference" ON "step" USING btree (("reference" ->> 'kind'),coalesce("reference" #>> '{data,issue}', "reference" ->> 'id')) WHERE "step"."state" in ('waiting', 'processing', 'cancelling');--> statement-breakpoint
CREATE INDEX "step_waiting" ON "step" USING btree ("request") WHERE "step"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "step_due" ON "step" USING btree ("next_check_at") WHERE "step"."next_check_at" is not null;--> statement-breakpoint
CREATE INDEX "step_place" ON "step" USING btree ("place","place_since") WHERE "step"."place" is not null;--> statement-breakpoint
CREATE INDEX "step_leased" ON "step" USING btree ("leased_until") WHERE "step"."leased_until" is not null;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject","at","id");--> statement-breakpoint
CREATE INDEX "audit_who" ON "audit" USING btree ("who","at","id");--> statement-breakpoint
CREATE INDEX "audit_verb" ON "audit" USING btree ("verb","at","id");--> statement-breakpoint
CREATE INDEX "audit_denied" ON "audit" USING btree ("at","id") WHERE "audit"."outcome" = 'denied';--> statement-breakpoint
CREATE INDEX "audit_door" ON "audit" USING btree ("door","at","id");--> statement-breakpoint
CREATE INDEX "audit_xid" ON "audit" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "audit_words" ON "audit" USING gin (to_tsvector('simple', regexp_replace(coalesce("actor" ->> 'name', '') || ' ' || "who" || ' ' || coalesce("behalf", '') || ' ' || coalesce("address", '') || ' ' || "verb" || ' ' || "subject" || ' ' || regexp_replace("detail"::text, '"[^"]*": |\mnull\M', ' ', 'g'), '[^[:alnum:]]+', ' ', 'g')));--> statement-breakpoint
CREATE INDEX "log_line_request" ON "log_line" USING btree ("request","id");--> statement-breakpoint
CREATE INDEX "log_line_at" ON "log_line" USING btree ("at");--> statement-breakpoint
CREATE INDEX "probe_offering" ON "probe" USING btree ("offering","revision","asked_at");--> statement-breakpoint
CREATE INDEX "probe_connection" ON "probe" USING btree ("connection","asked_at");--> statement-breakpoint
CREATE INDEX "probe_asked_at" ON "probe" USING btree ("asked_at");