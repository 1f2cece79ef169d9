package io.photosync.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.photosync.event.FailureCode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What became of journal entries, and how many dead letters were written: series exist before anything is written. */
@Startup
@ApplicationScoped
public class WriterMetrics {
    private final Counter written;
    private final Counter failed;
    private final Map<FailureCode, Counter> deadLetters = new EnumMap<>(FailureCode.class);

    public WriterMetrics(MeterRegistry registry) {
        this.written = registry.counter("photosync.journal.records", "result", "written");
        this.failed = registry.counter("photosync.journal.records", "result", "failed");
        for (FailureCode code : FailureCode.ofLetters()) {
            deadLetters.put(
                    code,
                    registry.counter(
                            "photosync.dead.letters", "reason", code.name().toLowerCase(Locale.ROOT)));
        }
    }

    void deadLettered(FailureCode code) {
        Counter counter = deadLetters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    void written() {
        written.increment();
    }

    void failed() {
        failed.increment();
    }
}
