package io.photosync.ops.console;

import java.util.Locale;

/** What an operator may decide about a group that is held. */
enum HeldDecision {
    RELEASE,
    REFUSE;

    static HeldDecision of(String path) {
        return valueOf(path.toUpperCase(Locale.ROOT));
    }

    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
