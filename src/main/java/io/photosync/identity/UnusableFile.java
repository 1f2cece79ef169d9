package io.photosync.identity;

import java.nio.file.Path;

/** A file that a setting names cannot serve; the message names the file and the rule, never what is in it. */
final class UnusableFile extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFile(Path file, String rule) {
        super("'" + file + "' " + rule);
    }

    UnusableFile(Path file, String rule, Throwable cause) {
        super("'" + file + "' " + rule, cause);
    }
}
