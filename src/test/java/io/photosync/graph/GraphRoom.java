package io.photosync.graph;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.breaker.EntraProbe;
import io.photosync.budget.Budget;
import io.photosync.budget.BudgetSettings;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import io.photosync.call.RequestMetrics;
import io.photosync.identity.IdentitySettings;
import io.photosync.identity.OutgoingProxy;
import io.photosync.identity.Tokens;
import io.photosync.identity.TrustedAuthorities;
import io.photosync.sandbox.Sandbox;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The room as the application puts it together, without the application. */
public final class GraphRoom implements AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final GraphTransport transport;
    private final GraphCalls calls;
    private final Budget budget;
    private final Photos photos;
    private final Tokens tokens;

    GraphRoom(Map<String, String> settings, Tokens tokens) {
        SmallRyeConfig config = config(settings);
        this.tokens = tokens;
        this.transport = new GraphTransport(
                config.getConfigMapping(GraphSettings.class),
                new TrustedAuthorities(config.getConfigMapping(IdentitySettings.class)),
                new OutgoingProxy(config.getConfigMapping(IdentitySettings.class)),
                clock);
        this.budget = new Budget(clock, config.getConfigMapping(BudgetSettings.class));
        this.calls = new GraphCalls(
                new MicrosoftCalls(budget, tokens, new RequestMetrics(meters), clock),
                transport,
                new MailboxThrottles(meters, clock),
                clock);
        this.photos = new Photos(calls, transport, clock);
    }

    /** A room that reads the sandbox's tenant. */
    public static GraphRoom in(Sandbox sandbox) {
        IdentitySettings identity = config(sandbox.serviceSettings()).getConfigMapping(IdentitySettings.class);
        Tokens tokens = new Tokens(identity, new TrustedAuthorities(identity), Clock.systemUTC());
        return new GraphRoom(sandbox.serviceSettings(), tokens);
    }

    public Photos photos() {
        return photos;
    }

    public Users users() {
        return new Users(calls, transport);
    }

    public Subscriptions subscriptions() {
        return new Subscriptions(calls);
    }

    /** The probe of a process that knows no user yet. */
    GraphProbe probe() {
        return probe(atMost -> List.of());
    }

    GraphProbe probe(PhotoOwners owners) {
        return new GraphProbe(photos, calls, owners, clock);
    }

    EntraProbe entraProbe() {
        return new EntraProbe(tokens);
    }

    /** Whether no request at all is sent now. */
    boolean stopped() {
        return stoppedUntil(MicrosoftService.GRAPH).isPresent();
    }

    /** Until when nothing is asked of that service. */
    Optional<Instant> stoppedUntil(MicrosoftService service) {
        return budget.state(service).stoppedUntil();
    }

    double counted(String outcome) {
        return meters.counter("photosync.microsoft.requests", "service", "graph", "outcome", outcome)
                .count();
    }

    public static CallContext ask(Priority priority, Duration patience) {
        return new CallContext(priority, Clock.systemUTC().instant().plus(patience));
    }

    public static CallContext ask() {
        return ask(Priority.LIVE, Duration.ofSeconds(20));
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("photosync.tenant-id", "contoso.example")
                .withDefaultValue("photosync.client-id", "5f1b8f24-0000-4000-8000-000000000001")
                .withDefaultValues(settings)
                .withMapping(IdentitySettings.class)
                .withMapping(GraphSettings.class)
                .withMapping(BudgetSettings.class)
                .withValidateUnknown(false)
                .build();
    }

    @Override
    public void close() {
        transport.close();
    }
}
