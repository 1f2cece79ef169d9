package io.photosync.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The replicas behind a Service of Kubernetes and its ingress: requests go in turn to those that were ready when they were last asked.
 * That is once a second: more often than the Deployment's probe asks, as tests have less time, and as late as an ingress may hear of
 * a pod's end.
 */
final class Endpoints implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread kubelet = Thread.ofVirtual().name("kubelet").start(this::look);

    void add(Replica replica) {
        replicas.add(replica);
    }

    void remove(Replica replica) {
        replicas.remove(replica);
    }

    /** @throws IllegalStateException when no replica is ready: Graph would not reach the webhook */
    Replica next() {
        List<Replica> ready = replicas.stream().filter(Replica::routed).toList();
        if (ready.isEmpty()) {
            throw new IllegalStateException("no replica is ready");
        }
        return ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
    }

    private void look() {
        try {
            while (true) {
                replicas.forEach(Replica::look);
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kubelet.interrupt();
        replicas.forEach(Replica::close);
    }
}
