package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.faults.Counters;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.faults.Troubles;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code faults}, {@code latency} and {@code counters}. */
final class TroubleControl {
    private static final int LONGEST_DELAY_MILLIS = 600_000;

    private final Troubles troubles;

    TroubleControl(Troubles troubles) {
        this.troubles = troubles;
    }

    Response putFault(Request request, Map<String, String> path) throws BadField {
        troubles.faults().put(FaultFields.read(request));
        return faults(request, path);
    }

    /** Those that agree with the fields that are given; all of them without any. */
    Response deleteFaults(Request request, Map<String, String> path) throws BadField {
        Fields fields = FaultFields.of(request);
        Optional<Service> service = fields.service();
        Optional<String> match = fields.text("match");
        Optional<String> user = fields.text("user");
        troubles.faults()
                .remove(fault -> service.map(fault.service()::equals).orElse(true)
                        && match.map(fault.match().pattern()::equals).orElse(true)
                        && (user.isEmpty() || user.equals(fault.user())));
        return faults(request, path);
    }

    Response faults(Request request, Map<String, String> path) {
        ArrayNode list = Json.array();
        troubles.faults().list().forEach(fault -> list.add(FaultFields.json(fault)));
        return Response.json(200, list);
    }

    Response putLatency(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, Set.of("service", "millis"));
        Service service = Fields.required("service", fields.service());
        int millis = Fields.required("millis", fields.number("millis", 0, LONGEST_DELAY_MILLIS));
        troubles.latency().set(service, Duration.ofMillis(millis));
        return Response.json(200, fields.json());
    }

    Response counters(Request request, Map<String, String> path) {
        ObjectNode all = Json.object();
        for (Service service : Service.values()) {
            Counters.Count count = troubles.counters().of(service);
            all.putObject(service.label())
                    .put("requests", count.requests())
                    .put("resourceUnits", count.resourceUnits())
                    .put("throttled", count.throttled());
        }
        return Response.json(200, all);
    }

    Response resetCounters(Request request, Map<String, String> path) {
        troubles.counters().reset();
        return counters(request, path);
    }
}
