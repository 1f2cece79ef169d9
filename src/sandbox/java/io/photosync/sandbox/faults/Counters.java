package io.photosync.sandbox.faults;

import java.util.EnumMap;
import java.util.Map;

/** Counters of requests to the services, since the start or the last reset. */
public final class Counters {
    private final Map<Service, Count> counts = new EnumMap<>(Service.class);

    /**
     * @param requests over HTTP; a batch is one
     * @param resourceUnits as Microsoft meters them; each item of a batch by itself
     * @param throttled answers of 429, those inside batches included
     */
    public record Count(long requests, long resourceUnits, long throttled) {}

    public synchronized Count of(Service service) {
        return counts.getOrDefault(service, new Count(0, 0, 0));
    }

    public void request(Service service) {
        add(service, 1, 0, 0);
    }

    public void resourceUnits(Service service, int units) {
        add(service, 0, units, 0);
    }

    public void throttled(Service service) {
        add(service, 0, 0, 1);
    }

    public synchronized void reset() {
        counts.clear();
    }

    private synchronized void add(Service service, long requests, long units, long throttled) {
        Count now = of(service);
        counts.put(service, new Count(now.requests + requests, now.resourceUnits + units, now.throttled + throttled));
    }
}
