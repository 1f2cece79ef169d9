package io.photosync.sync;

import io.photosync.budget.Breakers;
import io.photosync.budget.Failure;
import io.photosync.budget.Probe;
import io.photosync.exchange.GraphProbe;
import io.photosync.sharepoint.SharePointProbe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Asks each service before the first photo changes: a missing permission shows at once. SharePoint is asked only the first time
 * ever; a process that starts again asks it for nothing.
 */
@ApplicationScoped
public class FirstContact {
    private final Breakers breakers;
    private final GraphProbe graph;
    private final SharePointProbe sharePoint;
    private final RememberedFolder folder;
    private Thread asking;

    FirstContact(Breakers breakers, GraphProbe graph, SharePointProbe sharePoint, RememberedFolder folder) {
        this.breakers = breakers;
        this.graph = graph;
        this.sharePoint = sharePoint;
        this.folder = folder;
    }

    void start(@Observes StartupEvent event) {
        asking = Thread.ofVirtual().name("first-contact").start(this::askEach);
    }

    void stop(@Observes ShutdownEvent event) {
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
