package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Delivers notifications to their URLs: in groups, with retries, delayed or dropped for slow endpoints. */
public final class Deliveries implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final HttpClient client;
    private final EventHubs eventHubs;
    private final Clock clock;
    private final Supplier<DeliveryRules> rules;
    private final Map<String, List<ObjectNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, EndpointHealth> endpoints = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder lost = new LongAdder();

    public Deliveries(HttpClient client, EventHubs eventHubs, Clock clock, Supplier<DeliveryRules> rules) {
        this.client = client;
        this.eventHubs = eventHubs;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Delivery of notifications so far.
     *
     * @param failedAttempts requests that were not answered with 2xx in time
     * @param lost notifications dropped because of a slow endpoint, or given up
     */
    public record Tally(long delivered, long failedAttempts, long lost) {}

    public Tally tally() {
        return new Tally(delivered.sum(), failedAttempts.sum(), lost.sum());
    }

    private record Parcel(URI url, List<ObjectNode> items, Instant made, int attempt, Duration pause) {}

    void send(String url, ObjectNode item) {
        if (EventHubs.isMeant(url)) {
            gather(url, item, rules.get().grouping());
            return;
        }
        EndpointHealth.State state = health(URI.create(url)).state(clock.instant());
        switch (state) {
            case DROPPING -> lost.increment();
            case HEALTHY -> gather(url, item, rules.get().grouping());
            case SLOW -> gather(url, item, rules.get().slowDelay());
        }
    }

    private void gather(String url, ObjectNode item, Duration delay) {
        waiting.compute(url, (key, items) -> {
            List<ObjectNode> all = items == null ? new ArrayList<>() : items;
            if (all.isEmpty()) {
                later(delay, () -> flush(url));
            }
            all.add(item);
            return all;
        });
    }

    private void flush(String url) {
        List<ObjectNode> items = waiting.remove(url);
        if (items != null) {
            attempt(new Parcel(
                    URI.create(url), items, clock.instant(), 1, rules.get().firstPause()));
        }
    }

    private void attempt(Parcel parcel) {
        Thread.ofVirtual().start(() -> {
            try {
                deliver(parcel);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void deliver(Parcel parcel) throws InterruptedException {
        ObjectNode collection = Json.object();
        collection.set("value", Json.array().addAll(parcel.items()));
        byte[] body = Json.write(collection);
        if (EventHubs.isMeant(parcel.url().toString())) {
            eventHubs.put(parcel.url().toString(), body);
            delivered.add(parcel.items().size());
            return;
        }
        Duration timeout =
                parcel.attempt() == 1 ? rules.get().firstTimeout() : rules.get().retryTimeout();
        HttpRequest request = HttpRequest.newBuilder(parcel.url())
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long begin = System.nanoTime();
        int status = send(request);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        health(parcel.url()).answered(clock.instant(), took);
        if (status / 100 == 2) {
            delivered.add(parcel.items().size());
        } else {
            failedAttempts.increment();
            retry(parcel, status);
        }
    }

    /** @return 0 for no answer */
    private int send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException noAnswer) {
            LOG.debugf("no answer from %s: %s", request.uri(), noAnswer);
            return 0;
        }
    }

    private void retry(Parcel parcel, int status) {
        Instant next = clock.instant().plus(parcel.pause());
        if (next.isAfter(parcel.made().plus(rules.get().giveUpAfter()))) {
            LOG.infof("Graph gives up a notification to %s after %d attempts", parcel.url(), parcel.attempt());
            lost.add(parcel.items().size());
            return;
        }
        LOG.debugf("%s answered %d, once more in %s", parcel.url(), status, parcel.pause());
        Parcel again = new Parcel(
                parcel.url(),
                parcel.items(),
                parcel.made(),
                parcel.attempt() + 1,
                parcel.pause().multipliedBy(2));
        later(parcel.pause(), () -> attempt(again));
    }

    private EndpointHealth health(URI url) {
        return endpoints.computeIfAbsent(url.getAuthority(), host -> new EndpointHealth(rules));
    }

    private void later(Duration delay, Runnable action) {
        if (!timer.isShutdown()) {
            timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
