package io.photosync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder for a sandbox's files. */
record Folder(Path path, boolean temporary) {

    /** @param wanted if absent, a temporary folder that is deleted at the end */
    static Folder at(Optional<Path> wanted) {
        try {
            return wanted.isPresent()
                    ? new Folder(Files.createDirectories(wanted.get()), false)
                    : new Folder(Files.createTempDirectory("photosync-sandbox"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot make its folder", e);
        }
    }

    void discard() {
        if (temporary) {
            deleteTree(path);
        }
    }

    static void deleteTree(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            // Files before their folders.
            for (Path path : List.copyOf(files.toList()).reversed()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot delete its folder " + root, e);
        }
    }
}
