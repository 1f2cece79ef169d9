package io.photosync.process;

import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * An ahead-of-time cache, as {@code deploy/train} adds one to an image: a start with it takes half of the processor's
 * time. The first check that starts the service writes it, before all others.
 */
final class StartCache {
    /** Names its file; without it the service starts without a cache. */
    private static final String PROPERTY = "photosync.start-cache";
    /** A second Java machine writes it when the first has ended. */
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(3);

    private StartCache() {}

    /** The options with which the Java machine uses it. */
    static List<String> options(Path jar) {
        String name = System.getProperty(PROPERTY, "");
        if (name.isEmpty()) {
            return List.of();
        }
        Path file = Path.of(name);
        try (FileChannel channel =
                FileChannel.open(Path.of(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Until the channel is closed.
            channel.lock();
            if (!isNewerThan(jar, file)) {
                write(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no cache for the service's start at " + file, e);
        }
        return List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining", "-XX:AOTCache=" + file);
    }

    /** A cache belongs to the very jars that it was written with. */
    private static boolean isNewerThan(Path jar, Path file) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static void write(Path file) throws IOException {
        Path unfinished = Path.of(file + ".unfinished");
        try (Sandbox tenant = ChaosFixture.tenant(1);
                ServiceProcess service = ServiceProcess.start(
                        Launch.of(tenant.serviceSettings()), List.of("-XX:AOTCacheOutput=" + unfinished))) {
            service.terminate(WRITTEN_WITHIN);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
