package io.photosync.deadletter;

import java.util.List;

/** The letters that an operator selects. */
public sealed interface Selection {

    /** @param users ids, user principal names, or keys of letters that name no user */
    record Named(List<String> users) implements Selection {
        public Named {
            users = List.copyOf(users);
        }
    }

    /** All letters that match now. */
    record Matching(LetterFilter filter) implements Selection {}
}
