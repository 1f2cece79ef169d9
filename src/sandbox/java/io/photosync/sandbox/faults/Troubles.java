package io.photosync.sandbox.faults;

import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
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

    /** The same for one item of a batch, which is no request of its own and is not delayed. */
    public Handler item(Service service, Handler inner, IntFunction<Response> errorBody) {
        return request -> {
            Optional<Fault> fault = faults.hit(service, request);
            if (fault.map(its -> its.said().carriedOut()).orElse(true)) {
                Response own = inner.handle(request);
                return counted(
                        service, fault.map(its -> answer(its.said(), errorBody)).orElse(own));
            }
            return counted(service, answer(fault.orElseThrow().said(), errorBody));
        };
    }

    private Response counted(Service service, Response response) {
        if (response.status() == 429) {
            counters.throttled(service);
        }
        return response;
    }

    private static Response answer(Fault.Said said, IntFunction<Response> errorBody) {
        if (said.status() == 0) {
            return Response.droppedConnection();
        }
        Response answer = said.content()
                .map(content -> content(said.status(), content))
                .orElseGet(() ->
                        said.status() / 100 == 3 ? Response.empty(said.status()) : errorBody.apply(said.status()));
        return said.headers().entrySet().stream()
                .reduce(answer, (sofar, header) -> sofar.with(header.getKey(), header.getValue()), (a, b) -> b);
    }

    private static Response content(int status, Fault.Content content) {
        return Response.of(status, content.type(), content.text().getBytes(StandardCharsets.UTF_8));
    }
}
