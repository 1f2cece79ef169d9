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
 * Asks each service before the first photo changes: a missing permission shows at once. SharePoint is asked only the first time
 * ever; a process that starts again asks it for nothing.
 */
@ApplicationScoped
public class StartupProbe implements StopsInOrder {
    private final Breakers breakers;
    private final GraphProbe graph;
    private final SharePointProbe sharePoint;
    private final PhotoFolderStore folder;
    private Thread asking;

    StartupProbe(Breakers breakers, GraphProbe graph, SharePointProbe sharePoint, PhotoFolderStore folder) {
        this.breakers = breakers;
        this.graph = graph;
        this.sharePoint = sharePoint;
        this.folder = folder;
    }

    void start(@Observes StartupEvent event) {
        asking = Thread.ofVirtual().name("first-contact").start(this::askEach);
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.SUPPORT;
    }

    @Override
    public void stop() {
        if (asking != null) {
            asking.interrupt();
        }
    }

    private void askEach() {
        try {
            wellOrReported(graph);
            if (!folder.recall() && wellOrReported(sharePoint)) {
                folder.keep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean wellOrReported(Probe probe) throws InterruptedException {
        Optional<Failure> met = probe.probe();
        met.ifPresent(breakers::probed);
        return met.isEmpty();
    }
}
