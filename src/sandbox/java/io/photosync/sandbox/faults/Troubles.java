package io.photosync.sandbox.faults;

import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Response;
import java.util.Optional;
import java.util.function.IntFunction;

/** Faults, latency and counters, laid around a service. */
public record Troubles(Faults faults, Latency latency, Counters counters) {

    /**
     * A service as its callers meet it.
     *
     * @param errorBody how this service words an error with a given status
     */
    public Handler around(Service service, Handler inner, IntFunction<Response> errorBody) {
        return request -> {
            counters.request(service);
            latency.await(service);
            return item(service, inner, errorBody).handle(request);
        };
    }

    /** The same for one item of a batch, which is no request of its own and waits for nobody. */
    public Handler item(Service service, Handler inner, IntFunction<Response> errorBody) {
        return request -> {
            Optional<Fault> fault = faults.hit(service, request);
            Response response = fault.isPresent() ? answer(fault.get(), errorBody) : inner.handle(request);
            if (response.status() == 429) {
                counters.throttled(service);
            }
            return response;
        };
    }

    private static Response answer(Fault fault, IntFunction<Response> errorBody) {
        if (fault.status() == 0) {
            return Response.droppedConnection();
        }
        Response error = errorBody.apply(fault.status());
        return fault.retryAfter()
                .map(seconds -> error.with("Retry-After", seconds.toString()))
                .orElse(error);
    }
}
