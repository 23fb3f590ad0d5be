import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every part of a word of every message is found by an index, whatever its case, accents and script. */
export class IndexChatSearch20261128121000 implements MigrationInterface {
  name = 'IndexChatSearch20261128121000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS unaccent;

      -- unaccent() is only STABLE because its dictionary could be replaced; ours is named and stays.
      CREATE FUNCTION chat_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, $1) $$;

      -- How text is compared: without case and accents, wide letters as narrow ones. Plain ASCII, which is most of it,
      -- is spared the dictionary. Not STRICT, and nothing in it but what is immutable: so the planner can inline it,
      -- which halves its price.
      CREATE FUNCTION chat_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT CASE WHEN octet_length($1) = length($1) THEN lower($1)
          ELSE lower(public.chat_unaccent(lower(normalize($1, NFKC)))) END $$;

      -- The tails of every word, eight characters each: "voice" of "invoice" is the beginning of one of them, and so is
      -- a word in the middle of a script that has no spaces. Of very long messages the first part counts.
      CREATE FUNCTION chat_tails(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000
        AS $$ SELECT coalesce(array_to_tsvector(array_agg(substr(word, at, 8))), ''::tsvector)
          FROM regexp_split_to_table(left(public.chat_fold($1), 10000), '\\s+') AS word,
            generate_series(1, length(word)) AS at $$;
    `);
    await runner.query(`
      -- Small batches: one that is put into its place late would be felt by whoever sends at that moment.
      CREATE INDEX chat_message_tails ON chat_message USING gin (chat_tails(text)) WITH (fastupdate = off);
      CREATE INDEX chat_message_time ON chat_message (created_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX chat_message_tails, chat_message_time;
      DROP FUNCTION chat_tails, chat_fold, chat_unaccent;
      DROP EXTENSION unaccent;
    `);
  }
}
