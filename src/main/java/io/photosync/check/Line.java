package io.photosync.check;

import java.util.Optional;

/**
 * One line of the report.
 *
 * @param name what was looked at; the same for scripts in each version
 * @param says what was seen, in one line
 * @param toDo who reads it can do this about it; nothing where it works
 */
record Line(String name, Result result, String says, Optional<String> toDo) {

    static Line works(String name, String says) {
        return new Line(name, Result.WORKS, says, Optional.empty());
    }

    static Line fails(String name, String says, String toDo) {
        return new Line(name, Result.FAILS, says, Optional.of(toDo));
    }

    static Line untold(String name, String says, String toDo) {
        return new Line(name, Result.UNTOLD, says, Optional.of(toDo));
    }

    /** Without whole ids, names and addresses of people. */
    Line shortened() {
        return new Line(name, result, Shortened.of(says), toDo.map(Shortened::of));
    }
}
