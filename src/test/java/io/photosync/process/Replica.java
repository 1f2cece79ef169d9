package io.photosync.process;

import io.photosync.install.PodLife;
import io.photosync.process.ServiceProcess.Launch;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A replica as Kubernetes keeps it: asked at the probes' paths, and told to end only when the balancer may have forgotten it. */
final class Replica implements AutoCloseable {
    private static final PodLife LIFE = PodLife.ofTheDeployment();
    private static final int UP = 200;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);

    private final ServiceProcess service;
    private final List<Integer> liveness = new CopyOnWriteArrayList<>();
    private volatile boolean started;
    private volatile boolean deleted;
    private volatile boolean routed;

    /** What the probes answered, 0 where nobody did. */
    record Probes(int startup, int liveness, int readiness) {
        static final Probes ALL_UP = new Probes(UP, UP, UP);
    }

    private Replica(ServiceProcess service) {
        this.service = service;
    }

    /** Does not wait until it has started. */
    static Replica launch(Launch launch) {
        return new Replica(ServiceProcess.launch(launch));
    }

    ServiceProcess service() {
        return service;
    }

    URI webhook() {
        return service.url("/graph/notifications");
    }

    /** Whether requests are sent to it. */
    boolean routed() {
        return routed;
    }

    Probes probes() {
        return new Probes(
                service.probe(LIFE.startup()), service.probe(LIFE.liveness()), service.probe(LIFE.readiness()));
    }

    /** What the liveness probe answered while the replica was not to end; without the times when nobody answered. */
    List<Integer> liveness() {
        return liveness;
    }

    /** One turn of the kubelet; not to be called by two threads. */
    void look() {
        if (deleted) {
            routed = false;
            return;
        }
        started = started || service.probe(LIFE.startup()) == UP;
        int live = service.probe(LIFE.liveness());
        if (live != 0 && !deleted) {
            liveness.add(live);
        }
        routed = started && service.probe(LIFE.readiness()) == UP && !deleted;
    }

    /** Deletes the pod: while preStop waits it is taken out of the Service, then it gets its SIGTERM. Returns when it has ended. */
    void delete() throws InterruptedException {
        deleted = true;
        Thread.sleep(LIFE.preStop());
        service.terminate();
    }

    /**
     * A SIGTERM and nothing else, as any supervisor may send it: the balancer hears of it by the readiness probe. Returns when the
     * replica has ended.
     *
     * @return what the readiness probe answered meanwhile, 0 where nobody did
     */
    List<Integer> terminate() throws InterruptedException {
        List<Integer> readiness = new CopyOnWriteArrayList<>();
        Thread probing = Thread.ofVirtual().start(() -> {
            while (service.alive()) {
                readiness.add(service.probe(LIFE.readiness()));
                LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
            }
        });
        service.terminate();
        probing.join();
        return readiness;
    }

    @Override
    public void close() {
        service.close();
    }
}
