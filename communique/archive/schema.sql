-- The archive of communique. Field names and codes are those of docs/codebook.md.
--
-- Spans are code points of documents.text: text[start:stop]. Days are ISO dates. `place` numbers the entries of a list
-- from 0, in the order of the readout. `label` is the item's id inside its article (A1, S1, E1, X1, P1).

-- Articles ------------------------------------------------------------------------------------------------------------

CREATE TABLE models (                       -- what made a reading: the program's version and the model's digest
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE documents (
  id        INTEGER PRIMARY KEY,
  hash      TEXT NOT NULL UNIQUE,           -- the readout's document.id: equal texts are one document
  title     TEXT,
  publisher TEXT,
  byline    TEXT,
  url       TEXT,
  published TEXT CHECK (published = date(published)),
  language  TEXT NOT NULL,
  model     INTEGER NOT NULL REFERENCES models (id),
  copy_of   INTEGER REFERENCES documents (id),  -- the report that this one nearly repeats; null for a report of its own
  added     TEXT NOT NULL,                  -- UTC
  text      TEXT NOT NULL                   -- last, so that what stands before is read without it
) STRICT;
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_publisher ON documents (publisher COLLATE NOCASE);
CREATE INDEX documents_url ON documents (url);
CREATE INDEX documents_copy_of ON documents (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX documents_copies ON documents (id, copy_of) WHERE copy_of IS NOT NULL;  -- is this one a copy?
CREATE INDEX documents_model ON documents (model);

CREATE TABLE appearances (                  -- where a text was found: files, lines and addresses, with their outlets
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id),
  input     TEXT NOT NULL,                  -- path, path#line or address
  digest    TEXT NOT NULL,                  -- of the bytes as given, and of what was said about them
  publisher TEXT,
  url       TEXT,
  published TEXT CHECK (published = date(published)),
  UNIQUE (input, digest)
) STRICT;
CREATE INDEX appearances_document ON appearances (document);
CREATE INDEX appearances_digest ON appearances (digest);
CREATE INDEX appearances_url ON appearances (url);
CREATE INDEX appearances_publisher ON appearances (publisher COLLATE NOCASE);

CREATE TABLE failures (                     -- inputs that could not be read, with the reason
  id        INTEGER PRIMARY KEY,
  input     TEXT NOT NULL,
  digest    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  reason    TEXT NOT NULL,
  added     TEXT NOT NULL,                  -- UTC
  UNIQUE (input, digest)
) STRICT;

CREATE TABLE visits (                       -- feeds and pages that were fetched, as far as their servers name versions
  address   TEXT PRIMARY KEY,
  etag      TEXT,
  modified  TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE bands (                        -- MinHash: documents that share a row may be copies of one another
  band      INTEGER NOT NULL,
  document  INTEGER NOT NULL REFERENCES documents (id),
  PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_document ON bands (document);

CREATE TABLE parts (
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE dropped (                      -- words of the page that are not the article's
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  text      TEXT NOT NULL,
  why       TEXT NOT NULL,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (                        -- what could not be known
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  text      TEXT NOT NULL,
  PRIMARY KEY (document, place)
) STRICT, WITHOUT ROWID;

-- Who -----------------------------------------------------------------------------------------------------------------

CREATE TABLE parties (                      -- one entry for one party, across all articles
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  role        TEXT,
  country     TEXT,
  sector      TEXT,
  code        TEXT,
  link_source TEXT,
  link_id     TEXT
) STRICT;
CREATE INDEX parties_link ON parties (link_id) WHERE link_id IS NOT NULL;

CREATE TABLE identities (                   -- why actors of different articles share a party; move one to split or join
  id        INTEGER PRIMARY KEY,
  key       TEXT NOT NULL UNIQUE,
  rule      TEXT NOT NULL CHECK (rule IN ('link', 'name', 'alone')),
  party     INTEGER NOT NULL REFERENCES parties (id),
  home      INTEGER NOT NULL REFERENCES parties (id),  -- its own party, to which it returns
  by_hand   INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1))
) STRICT;
CREATE INDEX identities_party ON identities (party);
CREATE INDEX identities_home ON identities (home);

CREATE TABLE namesakes (                    -- linked identities that carry the name, role and country of `name_key`
  name_key  TEXT NOT NULL,
  identity  INTEGER NOT NULL REFERENCES identities (id),
  PRIMARY KEY (name_key, identity)
) STRICT, WITHOUT ROWID;
CREATE INDEX namesakes_identity ON namesakes (identity);

CREATE TABLE names (                        -- every form of a name, folded (no case, no accents)
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  identity  INTEGER NOT NULL REFERENCES identities (id),
  UNIQUE (name, identity)
) STRICT;
CREATE INDEX names_identity ON names (identity);
CREATE VIRTUAL TABLE name_words USING fts5(name, content='names', content_rowid='id', tokenize='unicode61', detail='full');

CREATE TABLE actors (                       -- the parties of one article
  id          INTEGER PRIMARY KEY,
  document    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label       TEXT NOT NULL,
  identity    INTEGER NOT NULL REFERENCES identities (id),
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  role        TEXT,
  former      INTEGER NOT NULL CHECK (former IN (0, 1)),
  country     TEXT,
  sector      TEXT,
  code        TEXT,
  link_source TEXT,
  link_id     TEXT,
  why         TEXT NOT NULL,
  UNIQUE (document, label)
) STRICT;
CREATE INDEX actors_identity ON actors (identity, document);

CREATE TABLE mentions (
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  PRIMARY KEY (actor, place)
) STRICT, WITHOUT ROWID;

-- When, where, and in which words -------------------------------------------------------------------------------------

CREATE TABLE times (
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  text      TEXT NOT NULL,
  first_day TEXT CHECK (first_day = date(first_day)),   -- the readout's `from`
  last_day  TEXT CHECK (last_day = date(last_day)),     -- the readout's `to`
  precision TEXT NOT NULL,
  relation  TEXT NOT NULL
) STRICT;
CREATE INDEX times_document ON times (document);

CREATE TABLE places (
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  text      TEXT NOT NULL,
  name      TEXT NOT NULL,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  geonameid INTEGER
) STRICT;
CREATE INDEX places_document ON places (document);
CREATE INDEX places_name ON places (name);

CREATE TABLE passages (                     -- the sentences on which items rest; searched by their words
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  UNIQUE (document, start, stop)
) STRICT;
CREATE VIEW passage_texts AS
  SELECT p.id, substr(d.text, p.start + 1, p.stop - p.start) AS text
    FROM passages p JOIN documents d ON d.id = p.document;
CREATE VIRTUAL TABLE words USING fts5(
  text, content='passage_texts', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);

-- Said ----------------------------------------------------------------------------------------------------------------

CREATE TABLE statements (
  id           INTEGER PRIMARY KEY,
  document     INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label        TEXT NOT NULL,
  day          TEXT,                        -- filed under: its own day where the text tells one, else publication
  kind         TEXT NOT NULL,
  act          TEXT NOT NULL,
  polarity     TEXT NOT NULL,
  medium       TEXT,
  parent       INTEGER REFERENCES statements (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  source_start INTEGER,
  source_stop  INTEGER,
  cue_start    INTEGER NOT NULL,
  cue_stop     INTEGER NOT NULL,
  time         INTEGER REFERENCES times (id),
  passage      INTEGER NOT NULL REFERENCES passages (id),
  confidence   REAL NOT NULL,
  why          TEXT NOT NULL,
  UNIQUE (document, label),
  CHECK ((source_start IS NULL) = (source_stop IS NULL))
) STRICT;
CREATE INDEX statements_day ON statements (day);
CREATE INDEX statements_act ON statements (act, day);
CREATE INDEX statements_passage ON statements (passage);
CREATE INDEX statements_parent ON statements (parent) WHERE parent IS NOT NULL;
CREATE INDEX statements_time ON statements (time) WHERE time IS NOT NULL;

CREATE TABLE contents (                     -- what was said, in pieces
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE speakers (
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_actor ON speakers (actor);

CREATE TABLE addressees (
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressees_actor ON addressees (actor);

CREATE TABLE relays (                       -- through whom the article has it
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX relays_actor ON relays (actor);

-- Done ----------------------------------------------------------------------------------------------------------------

CREATE TABLE events (
  id            INTEGER PRIMARY KEY,
  document      INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label         TEXT NOT NULL,
  day           TEXT,                       -- filed under: its own day where it happened on one, else publication
  type          TEXT NOT NULL,
  mode          TEXT,
  cameo         TEXT,
  quad          INTEGER NOT NULL,
  goldstein     REAL,
  status        TEXT NOT NULL,              -- only happened and ongoing say that it was done
  trigger_start INTEGER NOT NULL,
  trigger_stop  INTEGER NOT NULL,
  time          INTEGER REFERENCES times (id),
  location      INTEGER REFERENCES places (id),
  passage       INTEGER NOT NULL REFERENCES passages (id),
  confidence    REAL NOT NULL,
  why           TEXT NOT NULL,
  UNIQUE (document, label)
) STRICT;
CREATE INDEX events_day ON events (day);
CREATE INDEX events_type ON events (type, day);
CREATE INDEX events_status ON events (status, day);
CREATE INDEX events_passage ON events (passage);
CREATE INDEX events_time ON events (time) WHERE time IS NOT NULL;
CREATE INDEX events_location ON events (location) WHERE location IS NOT NULL;

CREATE TABLE event_contexts (
  event     INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  context   TEXT NOT NULL,
  PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_actors (
  event     INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_actor ON event_actors (actor);

CREATE TABLE event_recipients (
  event     INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_recipients_actor ON event_recipients (actor);

CREATE TABLE event_mentions (
  event     INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL CHECK (start <= stop),
  PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE according_to (                 -- the statements inside which an event is asserted
  event     INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX according_to_statement ON according_to (statement);

CREATE TABLE quantities (
  event       INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  place       INTEGER NOT NULL,
  start       INTEGER NOT NULL,
  stop        INTEGER NOT NULL CHECK (start <= stop),
  unit        TEXT NOT NULL,
  value       REAL,
  low         REAL,
  high        REAL,
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;

-- Expected and wanted -------------------------------------------------------------------------------------------------

CREATE TABLE expectations (                 -- an outcome is an event or a span, so is what it is compared with
  id            INTEGER PRIMARY KEY,
  document      INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label         TEXT NOT NULL,
  holder        INTEGER REFERENCES actors (id) ON DELETE CASCADE,
  outcome_event INTEGER REFERENCES events (id) ON DELETE CASCADE,
  outcome_start INTEGER,
  outcome_stop  INTEGER,
  phrase_start  INTEGER NOT NULL,
  phrase_stop   INTEGER NOT NULL,
  low           REAL,                       -- an interval of probability, never a point
  high          REAL,
  time          INTEGER REFERENCES times (id),  -- the readout's `horizon`
  versus_event  INTEGER REFERENCES events (id) ON DELETE CASCADE,
  versus_start  INTEGER,
  versus_stop   INTEGER,
  why           TEXT NOT NULL,
  UNIQUE (document, label),
  CHECK ((outcome_event IS NULL) <> (outcome_start IS NULL)),
  CHECK (versus_event IS NULL OR versus_start IS NULL),
  CHECK ((low IS NULL) = (high IS NULL))
) STRICT;
CREATE INDEX expectations_holder ON expectations (holder);
CREATE INDEX expectations_outcome ON expectations (outcome_event) WHERE outcome_event IS NOT NULL;
CREATE INDEX expectations_versus ON expectations (versus_event) WHERE versus_event IS NOT NULL;
CREATE INDEX expectations_time ON expectations (time) WHERE time IS NOT NULL;

CREATE TABLE positions (
  id          INTEGER PRIMARY KEY,
  document    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label       TEXT NOT NULL,
  day         TEXT,                         -- its statement's, else publication
  holder      INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  stance      TEXT NOT NULL,
  issue_start INTEGER NOT NULL,
  issue_stop  INTEGER NOT NULL,
  statement   INTEGER REFERENCES statements (id) ON DELETE CASCADE,
  passage     INTEGER NOT NULL REFERENCES passages (id),
  why         TEXT NOT NULL,
  UNIQUE (document, label)
) STRICT;
CREATE INDEX positions_day ON positions (day);
CREATE INDEX positions_holder ON positions (holder);
CREATE INDEX positions_statement ON positions (statement) WHERE statement IS NOT NULL;
CREATE INDEX positions_passage ON positions (passage);
CREATE VIEW position_issues AS
  SELECT p.id, substr(d.text, p.issue_start + 1, p.issue_stop - p.issue_start) AS issue
    FROM positions p JOIN documents d ON d.id = p.document;
CREATE VIRTUAL TABLE issue_words USING fts5(
  issue, content='position_issues', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);

CREATE TABLE position_toward (
  position  INTEGER NOT NULL REFERENCES positions (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  actor     INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  PRIMARY KEY (position, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX position_toward_actor ON position_toward (actor);

-- Questions that people ask -------------------------------------------------------------------------------------------

CREATE VIEW who_said_what AS
  SELECT s.day, d.publisher AS outlet,
         (SELECT group_concat(name, '; ') FROM (
            SELECT a.name FROM speakers x JOIN actors a ON a.id = x.actor WHERE x.statement = s.id ORDER BY x.place)
         ) AS speakers,
         s.act, s.polarity,
         (SELECT group_concat(name, '; ') FROM (
            SELECT a.name FROM addressees x JOIN actors a ON a.id = x.actor WHERE x.statement = s.id ORDER BY x.place)
         ) AS addressees,
         (SELECT group_concat(piece, ' … ') FROM (
            SELECT substr(d.text, c.start + 1, c.stop - c.start) AS piece
              FROM contents c WHERE c.statement = s.id ORDER BY c.place)
         ) AS content,
         substr(d.text, s.cue_start + 1, s.cue_stop - s.cue_start) AS cue,
         s.kind,
         (SELECT group_concat(name, '; ') FROM (
            SELECT a.name FROM relays x JOIN actors a ON a.id = x.actor WHERE x.statement = s.id ORDER BY x.place)
         ) AS relays,
         s.medium, d.title, d.url, d.hash AS document, s.label, d.copy_of IS NOT NULL AS is_copy, s.confidence,
         s.id AS statement
    FROM statements s JOIN documents d ON d.id = s.document;

CREATE VIEW who_did_what AS
  SELECT e.day, d.publisher AS outlet,
         (SELECT group_concat(name, '; ') FROM (
            SELECT a.name FROM event_actors x JOIN actors a ON a.id = x.actor WHERE x.event = e.id ORDER BY x.place)
         ) AS actors,
         e.type, e.mode, e.status,
         (SELECT group_concat(name, '; ') FROM (
            SELECT a.name FROM event_recipients x JOIN actors a ON a.id = x.actor WHERE x.event = e.id ORDER BY x.place)
         ) AS recipients,
         substr(d.text, e.trigger_start + 1, e.trigger_stop - e.trigger_start) AS trigger,
         l.name AS location, l.country, e.cameo, e.quad, e.goldstein,
         (SELECT group_concat(context, '; ') FROM (
            SELECT context FROM event_contexts x WHERE x.event = e.id ORDER BY x.place)
         ) AS contexts,
         d.title, d.url, d.hash AS document, e.label, d.copy_of IS NOT NULL AS is_copy, e.confidence, e.id AS event
    FROM events e JOIN documents d ON d.id = e.document LEFT JOIN places l ON l.id = e.location;

-- One row for a day, a pair and a quad class. Only what happened or goes on counts, and a report that is copied in
-- twenty papers counts once. Where an event has several actors or recipients, each pair has its row.
CREATE VIEW dyad_days AS
  SELECT day, actor, recipient, ap.name AS actor_name, rp.name AS recipient_name, quad, count(*) AS events,
         sum(goldstein) AS goldstein
    FROM (SELECT DISTINCT e.id, e.day, ai.party AS actor, ri.party AS recipient, e.quad, e.goldstein
            FROM events e
            JOIN documents d ON d.id = e.document
            JOIN event_actors ea ON ea.event = e.id
            JOIN actors a ON a.id = ea.actor
            JOIN identities ai ON ai.id = a.identity
            JOIN event_recipients er ON er.event = e.id
            JOIN actors r ON r.id = er.actor
            JOIN identities ri ON ri.id = r.identity
           WHERE e.status IN ('happened', 'ongoing') AND d.copy_of IS NULL AND ai.party <> ri.party)
    JOIN parties ap ON ap.id = actor
    JOIN parties rp ON rp.id = recipient
   GROUP BY day, actor, recipient, quad;

CREATE VIEW actor_positions AS
  SELECT h.name AS holder, p.stance, substr(d.text, p.issue_start + 1, p.issue_stop - p.issue_start) AS issue, p.day,
         (SELECT group_concat(name, '; ') FROM (
            SELECT a.name FROM position_toward x JOIN actors a ON a.id = x.actor
             WHERE x.position = p.id ORDER BY x.place)
         ) AS toward,
         d.publisher AS outlet, d.hash AS document, p.label, s.label AS statement, d.copy_of IS NOT NULL AS is_copy,
         i.party, p.id AS position
    FROM positions p
    JOIN documents d ON d.id = p.document
    JOIN actors h ON h.id = p.holder
    JOIN identities i ON i.id = h.identity
    LEFT JOIN statements s ON s.id = p.statement;

CREATE VIEW merges AS                       -- parties that have several identities, and by what rule
  SELECT p.id AS party, p.name AS party_name, i.id AS identity, i.rule, i.key, i.by_hand,
         (SELECT count(*) FROM actors a WHERE a.identity = i.id) AS actors
    FROM identities i JOIN parties p ON p.id = i.party
   WHERE i.party IN (SELECT party FROM identities GROUP BY party HAVING count(*) > 1);

CREATE VIEW outlets AS                      -- every outlet in which a report, or a near copy of it, stood
  SELECT coalesce(d.copy_of, d.id) AS report, x.publisher AS outlet, x.url, x.published, d.id AS document
    FROM appearances x JOIN documents d ON d.id = x.document;
