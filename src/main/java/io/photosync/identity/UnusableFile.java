package io.photosync.identity;

import java.nio.file.Path;

/** A file named by a setting is unusable; the message names the file and the rule, never the contents. */
final class UnusableFile extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFile(Path file, String rule) {
        super("'" + file + "' " + rule);
    }

    UnusableFile(Path file, String rule, Throwable cause) {
        super("'" + file + "' " + rule, cause);
    }
}
