package io.photosync.check;

import java.util.Optional;

/**
 * One line of the report.
 *
 * @param name the subject; the same in each version, for scripts
 * @param says the result in one line
 * @param toDo advice for the reader; empty where it works
 */
record Line(String name, Result result, String says, Optional<String> toDo) {

    static Line works(String name, String says) {
        return new Line(name, Result.WORKS, says, Optional.empty());
    }

    static Line fails(String name, String says, String toDo) {
        return new Line(name, Result.FAILS, says, Optional.of(toDo));
    }

    static Line unclear(String name, String says, String toDo) {
        return new Line(name, Result.UNCLEAR, says, Optional.of(toDo));
    }

    /** A copy without complete ids, account names and addresses. */
    Line shortened() {
        return new Line(name, result, Shortened.of(says), toDo.map(Shortened::of));
    }
}
