package io.photosync.graph;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.budget.Budget;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.RequestMetrics;
import io.photosync.identity.MicrosoftAccess;
import java.time.Clock;

/** This room without the running service: reads through Graph by the same code. Its metrics are not exported. */
public final class GraphAccess implements AutoCloseable {
    private final GraphTransport transport;
    private final GraphCalls calls;
    private final Clock clock;

    public GraphAccess(GraphSettings settings, MicrosoftAccess access, Budget budget, Clock clock) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        this.transport = new GraphTransport(settings, access.authorities(), access.proxy(), clock);
        this.calls = new GraphCalls(
                new MicrosoftCalls(budget, access.tokens(), new RequestMetrics(meters), clock),
                transport,
                new MailboxThrottles(meters, clock),
                clock);
        this.clock = clock;
    }

    public Users users() {
        return new Users(calls, transport);
    }

    public Photos photos() {
        return new Photos(calls, transport, clock);
    }

    @Override
    public void close() {
        transport.close();
    }
}
