-- Everything that servers keep in PostgreSQL beside the accounts. Format 1. See SPEC.md, LOG and FILE.
-- A later format is a later number in board.format, and statements that lead there from each one before it.

CREATE TABLE board.format (
    id        integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    version   integer NOT NULL,
    secret    bytea   NOT NULL  -- 32 random bytes, from which servers derive what all of them must know
);

-- Numbers are never used again: a space that begins anew under its old name gets another one.
CREATE SEQUENCE board.space_numbers;

CREATE TABLE board.spaces (
    id        bigint PRIMARY KEY,
    name      text COLLATE "C" NOT NULL UNIQUE,
    head      bigint NOT NULL,  -- the sequence of the last entry; this row is locked by whoever appends
    head_hash bytea  NOT NULL,
    digest    bytea  NOT NULL   -- of this row
);

CREATE TABLE board.entries (
    space     bigint NOT NULL,
    sequence  bigint NOT NULL,
    payload   bytea  NOT NULL,
    hash      bytea  NOT NULL,  -- of the hash before and this payload
    PRIMARY KEY (space, sequence)
);

CREATE TABLE board.snapshots (
    space      bigint PRIMARY KEY,
    sequence   bigint NOT NULL,
    payload    bytea  NOT NULL,
    hash       bytea  NOT NULL,
    entry_hash bytea  NOT NULL
);

-- Spaces that are gone and whose entries are still to be deleted.
CREATE TABLE board.purges (space bigint PRIMARY KEY);

CREATE TABLE board.files (
    space     text COLLATE "C" NOT NULL,
    name      text COLLATE "C" NOT NULL,
    type      text  NOT NULL,
    content   bytea NOT NULL,
    digest    bytea NOT NULL,
    PRIMARY KEY (space, name)
);
-- Photos are compressed already.
ALTER TABLE board.files ALTER COLUMN content SET STORAGE EXTERNAL;

-- The keys that protect cookies, tokens and invitations, for every server the same.
CREATE TABLE board.keys (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text NOT NULL,
    xml       text NOT NULL
);
