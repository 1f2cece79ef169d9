package io.photosync;

import io.photosync.check.CheckCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;

/** The service, or the command that its first argument names. */
@QuarkusMain
public final class PhotoSync {
    /** Not private: Quarkus takes the class for a bean, and says at each start that it would rather see it so. */
    PhotoSync() {}

    public static void main(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        if (!given.isEmpty() && given.getFirst().equals(CheckCommand.NAME)) {
            // Before Quarkus: nothing of the service may start.
            System.exit(CheckCommand.run(given.subList(1, given.size()), System.out, System.err));
        }
        Quarkus.run(arguments);
    }
}
