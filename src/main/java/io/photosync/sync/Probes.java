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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the breakers how to find out whether a service fails for everybody, and asks each service once at start: a missing
 * permission shows before the first photo changes, and tokens and the folder's name are at hand when it does.
 */
@ApplicationScoped
public class Probes {
    private final Breakers breakers;
    private final GraphProbe graph;
    private final SharePointProbe sharePoint;
    private Thread first;

    Probes(Breakers breakers, GraphProbe graph, SharePointProbe sharePoint) {
        this.breakers = breakers;
        this.graph = graph;
        this.sharePoint = sharePoint;
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
            for (Probe probe : List.<Probe>of(graph::probe, sharePoint::probe)) {
                Optional<Failure> met = probe.probe();
                if (met.isPresent()) {
                    breakers.diagnose(met.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
