package io.photosync.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Who may read a private key's file, on file systems that know owners, groups and others. */
final class KeyFile {
    private KeyFile() {}

    /**
     * The group may: it is how a cluster lets a process read a mounted secret that is not its own.
     *
     * @return what is wrong, in one line; also empty where that cannot be determined
     */
    static Optional<String> exposed(Path file) {
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
            return granted.contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of("'%s' may be read by every user of the machine: its mode is %s, and should be %s"
                            .formatted(file, PosixFilePermissions.toString(granted), "rw------- or r--r-----"))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }
}
