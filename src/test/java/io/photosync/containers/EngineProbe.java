package io.photosync.containers;

import org.junit.jupiter.api.Test;

/** The first that {@code -Pcontainers} runs: without an engine nothing else is tried. Not part of {@code verify} alone. */
class EngineProbe {
    @Test
    void an_engine_answers() {
        Engine.trouble().ifPresent(line -> {
            AssertionError failed = new AssertionError(line);
            // The line says it all.
            failed.setStackTrace(new StackTraceElement[0]);
            throw failed;
        });
    }
}
