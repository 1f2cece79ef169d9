package io.photosync.sync;

import io.photosync.budget.Breakers;
import io.photosync.budget.Failure;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.Probe;
import io.photosync.exchange.GraphProbe;
import io.photosync.sharepoint.SharePointProbe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the breakers how to find out whether a service fails for everybody, and asks each service before the first photo changes:
 * a missing permission shows at once. SharePoint is asked only the first time ever; a process that starts again asks it for
 * nothing.
 */
@ApplicationScoped
public class Probes {
    private final Breakers breakers;
    private final GraphProbe graph;
    private final SharePointProbe sharePoint;
    private final RememberedFolder folder;
    private Thread first;

    Probes(Breakers breakers, GraphProbe graph, SharePointProbe sharePoint, RememberedFolder folder) {
        this.breakers = breakers;
        this.graph = graph;
        this.sharePoint = sharePoint;
        this.folder = folder;
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        Map<MicrosoftService, Probe> probes = Map.of(
                MicrosoftService.GRAPH, graph::probe,
                MicrosoftService.SHAREPOINT, sharePoint::probe,
                MicrosoftService.ENTRA, this::tokens);
        probes.forEach(breakers::watch);
        first = Thread.ofVirtual().name("first-probes").start(this::askEach);
    }

    void stop(@Observes ShutdownEvent event) {
        if (first != null) {
            first.interrupt();
        }
    }

    private void askEach() {
        try {
            wellOrReported(graph::probe);
            if (!folder.recall() && wellOrReported(sharePoint::probe)) {
                folder.keep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean wellOrReported(Probe probe) throws InterruptedException {
        Optional<Failure> met = probe.probe();
        if (met.isPresent()) {
            breakers.diagnose(met.get());
        }
        return met.isEmpty();
    }

    /** Entra is well when it gives a token for each service: the services' own probes need one each. */
    private Optional<Failure> tokens() throws InterruptedException {
        Optional<Failure> met = graph.probe().filter(Probes::concernsEntra);
        return met.isPresent() ? met : sharePoint.probe().filter(Probes::concernsEntra);
    }

    private static boolean concernsEntra(Failure failure) {
        return failure.service() == MicrosoftService.ENTRA;
    }
}
