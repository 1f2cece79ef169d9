package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.faults.Counters;
import io.photosync.sandbox.faults.Fault;
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
    private static final Set<String> FAULT =
            Set.of("service", "match", "status", "retryAfter", "times", "user", "percent");
    private static final int LONGEST_DELAY_MILLIS = 600_000;

    private final Troubles troubles;

    TroubleControl(Troubles troubles) {
        this.troubles = troubles;
    }

    Response putFault(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, FAULT);
        troubles.faults()
                .put(new Fault(
                        Fields.required("service", fields.service()),
                        Fields.required("match", fields.pattern("match")),
                        status(Fields.required("status", fields.number("status", 0, 599))),
                        fields.number("retryAfter", 0, 86_400),
                        fields.number("times", 1, 1_000_000),
                        fields.text("user"),
                        fields.number("percent", 1, 100)));
        return faults(request, path);
    }

    /** Those that agree with the fields that are given; all of them without any. */
    Response deleteFaults(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, FAULT);
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
        troubles.faults().list().forEach(fault -> list.add(json(fault)));
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

    private static int status(int status) throws BadField {
        if (status != 0 && status < 200) {
            throw new BadField("status", "must be from 200 to 599, or 0 to drop the connection, got " + status);
        }
        return status;
    }

    private static ObjectNode json(Fault fault) {
        ObjectNode json = Json.object()
                .put("service", fault.service().label())
                .put("match", fault.match().pattern())
                .put("status", fault.status());
        fault.retryAfter().ifPresent(seconds -> json.put("retryAfter", seconds));
        fault.times().ifPresent(times -> json.put("times", times));
        fault.user().ifPresent(user -> json.put("user", user));
        fault.percent().ifPresent(share -> json.put("percent", share));
        return json;
    }
}
