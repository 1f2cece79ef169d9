package io.photosync.sync;

import io.photosync.breaker.Breakers;
import io.photosync.breaker.Probe;
import io.photosync.call.Failure;
import io.photosync.graph.GraphProbe;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.sharepoint.SharePointProbe;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Probes each service at the start, so that a missing permission shows before the first photo changes. SharePoint is
 * probed only until its photo folder is known; a restarted process sends it no request.
 */
@ApplicationScoped
public class StartupProbe implements StopsInOrder {
    private final Breakers breakers;
    private final GraphProbe graph;
    private final SharePointProbe sharePoint;
    private final PhotoFolderStore folder;
    private Thread probing;

    StartupProbe(Breakers breakers, GraphProbe graph, SharePointProbe sharePoint, PhotoFolderStore folder) {
        this.breakers = breakers;
        this.graph = graph;
        this.sharePoint = sharePoint;
        this.folder = folder;
    }

    void start(@Observes StartupEvent event) {
        probing = Thread.ofVirtual().name("startup-probe").start(this::probeEach);
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.SUPPORT;
    }

    @Override
    public void stop() {
        if (probing != null) {
            probing.interrupt();
        }
    }

    private void probeEach() {
        try {
            healthyOrReported(graph);
            if (!folder.recall() && healthyOrReported(sharePoint)) {
                folder.keep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean healthyOrReported(Probe probe) throws InterruptedException {
        Optional<Failure> met = probe.probe();
        met.ifPresent(breakers::probed);
        return met.isEmpty();
    }
}
