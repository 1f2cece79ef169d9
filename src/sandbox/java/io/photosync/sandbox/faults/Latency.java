package io.photosync.sandbox.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Additional latency of each service. */
public final class Latency {
    private final Map<Service, Duration> delays = new ConcurrentHashMap<>();

    public void set(Service service, Duration delay) {
        delays.put(service, delay);
    }

    public Duration of(Service service) {
        return delays.getOrDefault(service, Duration.ZERO);
    }

    /** Waits; for virtual threads only. */
    void await(Service service) throws InterruptedException {
        Thread.sleep(of(service));
    }
}
