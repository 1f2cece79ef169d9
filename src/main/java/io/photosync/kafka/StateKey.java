package io.photosync.kafka;

/**
 * A key of {@code photosync-state}. All keys that exist stand here, with who writes each; a key's text stays as it is,
 * since running replicas and the next version read what this one wrote. The shape of a value is the record that its
 * reader names.
 */
public final class StateKey {
    /** The tenant whose topics these are. */
    public static final StateKey OWNER = new StateKey("owner", Writer.ANY_REPLICA);

    public static final StateKey LEADER = new StateKey("leader", Writer.LEADER);

    /** How far the directory was read. */
    public static final StateKey DIRECTORY_SYNC = new StateKey("roster", Writer.LEADER);

    public static final StateKey SCOPE = new StateKey("roster-scope", Writer.LEADER);

    /** Users who leave, and the hold of many who leave at once. */
    public static final StateKey LEAVING = new StateKey("leaving", Writer.LEADER);

    public static final StateKey LEAVING_DECISION = new StateKey("leaving-order", Writer.OPERATOR);

    public static final StateKey SWEEP = new StateKey("sweep", Writer.LEADER);

    /** Removals that run, and their hold. */
    public static final StateKey REMOVALS = new StateKey("removals", Writer.LEADER);

    public static final StateKey REMOVALS_DECISION = new StateKey("removals-order", Writer.OPERATOR);

    /** The last check of the library. */
    public static final StateKey DRIFT_CHECK = new StateKey("drift", Writer.LEADER);

    /** The {@code -my} host that files were written on. */
    public static final StateKey DRIFT_HOST = new StateKey("drift-host", Writer.LEADER);

    public static final StateKey DRIFT_REPAIRS = new StateKey("drift-repairs", Writer.LEADER);

    public static final StateKey SPOT_CHECK = new StateKey("spot-check", Writer.LEADER);

    public static final StateKey SPOT_CHECK_PROGRESS = new StateKey("spot-check-progress", Writer.LEADER);

    public static final StateKey SUBSCRIPTION = new StateKey("subscription", Writer.LEADER);

    public static final StateKey CLIENT_STATES = new StateKey("client-states", Writer.LEADER);

    /** Graph asked one of the replicas for a reauthorization. */
    public static final StateKey SUBSCRIPTION_ASKED = new StateKey("subscription-asked", Writer.ANY_REPLICA);

    /** Where SharePoint keeps the photos. */
    public static final StateKey PHOTO_FOLDER = new StateKey("sharepoint-folder", Writer.ANY_REPLICA);

    public static final StateKey LANE_PAUSES = new StateKey("lane-pauses", Writer.OPERATOR);

    private final String text;
    private final Writer writer;

    private StateKey(String text, Writer writer) {
        this.text = text;
        this.writer = writer;
    }

    /** Keys with one prefix. */
    public enum Family {
        /** Removal candidates that a hint led to, by user id. */
        REMOVAL_CANDIDATES("suspect/", Writer.ANY_REPLICA),
        /** Decisions about one photo that many users got, by its SHA-256. */
        MASS_CHANGE_DECISIONS("mass-change/", Writer.OPERATOR),
        /** The last replays and discards of dead letters, by id. */
        LETTER_ACTIONS("action/", Writer.OPERATOR),
        /** The letters of each, by the same id. */
        ACTED_LETTERS("action-letters/", Writer.OPERATOR);

        private final String prefix;
        private final Writer writer;

        Family(String prefix, Writer writer) {
            this.prefix = prefix;
            this.writer = writer;
        }

        public String prefix() {
            return prefix;
        }

        public StateKey of(String member) {
            return new StateKey(prefix + member, writer);
        }
    }

    /** Who writes a key's value. */
    public enum Writer {
        /** The leader, with the epoch of its term; folds ignore what an earlier leader writes. */
        LEADER,
        /** The replica that an operator asked. */
        OPERATOR,
        /** Each replica, when it has something to write; the last value counts. */
        ANY_REPLICA
    }

    /** As the record has it. */
    public String text() {
        return text;
    }

    public Writer writer() {
        return writer;
    }

    @Override
    public String toString() {
        return text;
    }
}
