package io.photosync.sandbox.page;

import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Service;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The faults that the page has a switch for. */
enum FaultSwitch {
    ENTRA_DOWN("Down", "every answer is 503", Fault.always(Service.ENTRA, ".", 503)),
    GRAPH_DOWN("Down", "every answer is 503", Fault.always(Service.GRAPH, ".", 503)),
    /** PUT and DELETE still work, for the page's own buttons. */
    GRAPH_BUSY(
            "Too many requests",
            "reads answer 429 with Retry-After 10",
            Fault.always(Service.GRAPH, "^(GET|POST) ", 429).retryAfter(10)),
    SHAREPOINT_DOWN("Down", "every answer is 503", Fault.always(Service.SHAREPOINT, ".", 503)),
    SHAREPOINT_BUSY(
            "Too many requests",
            "every answer is 429 with Retry-After 10",
            Fault.always(Service.SHAREPOINT, "^[A-Z]+ /", 429).retryAfter(10)),
    SHAREPOINT_DENIES(
            "No permission",
            "writes of profiles answer 403",
            Fault.always(Service.SHAREPOINT, "ProcessQuery|SetSingle", 403));

    private final String label;
    private final String meaning;
    private final Fault fault;

    FaultSwitch(String label, String meaning, Fault fault) {
        this.label = label;
        this.meaning = meaning;
        this.fault = fault;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    Fault fault() {
        return fault;
    }

    boolean isIn(Fault other) {
        return other.service() == fault.service()
                && other.match().pattern().equals(fault.match().pattern())
                && other.status() == fault.status();
    }

    static Optional<FaultSwitch> of(String id) {
        return Stream.of(values()).filter(trouble -> trouble.id().equals(id)).findFirst();
    }
}
