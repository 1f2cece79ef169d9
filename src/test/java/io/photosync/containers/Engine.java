package io.photosync.containers;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine, as Testcontainers finds it. */
final class Engine {
    /** Each way of looking for an engine is told with a stack trace; held here, since the logging system forgets loggers nobody holds. */
    private static final List<Logger> TALKATIVE = Stream.of("org.testcontainers", "com.github.dockerjava", "tc")
            .map(Logger::getLogger)
            .toList();

    private Engine() {}

    /** One line that says what is missing and what to do; empty where an engine answers. */
    static Optional<String> trouble() {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.OFF));
        try {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
        } finally {
            TALKATIVE.forEach(logger -> logger.setLevel(null));
        }
        return Optional.of(
                "-Pcontainers needs a container engine, and none answers at %s: start one, or set DOCKER_HOST"
                        .formatted(Optional.ofNullable(System.getenv("DOCKER_HOST"))
                                .orElse("unix:///var/run/docker.sock")));
    }
}
