package io.photosync.sandbox.page;

import io.photosync.sandbox.faults.Counters.Count;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.faults.Troubles;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Faults, delays and counters of the tenant's services. */
final class Switchboard {
    private final Troubles troubles;

    Switchboard(Troubles troubles) {
        this.troubles = troubles;
    }

    /** @param label the name that control URLs use */
    record ServiceState(String label, Count count, long latencyMillis, List<SwitchState> switches) {}

    record SwitchState(String id, String label, String meaning, boolean on) {}

    List<ServiceState> services() {
        List<Fault> inForce = troubles.faults().list();
        return Stream.of(Service.ENTRA, Service.GRAPH, Service.SHAREPOINT)
                .map(service -> new ServiceState(
                        service.label(),
                        troubles.counters().of(service),
                        troubles.latency().of(service).toMillis(),
                        switches(service, inForce)))
                .toList();
    }

    void turn(FaultSwitch trouble, boolean on) {
        if (on) {
            troubles.faults().put(trouble.fault());
        } else {
            troubles.faults().remove(trouble::isIn);
        }
    }

    void delay(Service service, Duration latency) {
        troubles.latency().set(service, latency);
    }

    private static List<SwitchState> switches(Service service, List<Fault> inForce) {
        return Stream.of(FaultSwitch.values())
                .filter(trouble -> trouble.fault().service() == service)
                .map(trouble -> new SwitchState(
                        trouble.id(),
                        trouble.label(),
                        trouble.meaning(),
                        inForce.stream().anyMatch(trouble::isIn)))
                .toList();
    }
}
