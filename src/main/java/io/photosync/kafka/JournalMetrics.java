package io.photosync.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** What became of the journal's entries: counted from the start, before anything is written to Kafka. */
@Startup
@ApplicationScoped
public class JournalMetrics {
    private final Counter written;
    private final Counter failed;

    public JournalMetrics(MeterRegistry registry) {
        this.written = registry.counter("photosync.journal.records", "result", "written");
        this.failed = registry.counter("photosync.journal.records", "result", "failed");
    }

    void written() {
        written.increment();
    }

    void failed() {
        failed.increment();
    }
}
