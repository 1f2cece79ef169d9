package io.photosync.sandbox.faults;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The services of the tenant, by the names that the control URLs use. SharePoint's two hosts are one service. */
public enum Service {
    GRAPH,
    SHAREPOINT,
    ENTRA;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Service> labelled(String label) {
        return Stream.of(values())
                .filter(service -> service.label().equals(label))
                .findFirst();
    }
}
