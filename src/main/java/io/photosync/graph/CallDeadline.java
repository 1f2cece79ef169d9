package io.photosync.graph;

import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.call.CallContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Cuts the time limits of the SDK's work on this thread to the caller's deadline. The SDK offers no place for a
 * deadline between our call and its connection, so it is passed around it.
 */
final class CallDeadline {
    private static final ScopedValue<CallContext> CONTEXT = ScopedValue.newInstance();

    private CallDeadline() {}

    static <T> T of(CallContext callContext, GraphRequest<T> request, GraphServiceClient client) throws IOException {
        return ScopedValue.where(CONTEXT, callContext).call(() -> request.send(client));
    }

    /** {@code usually}, or what is left until the deadline of this thread's call. */
    static Duration atMost(Duration usually, Clock clock) {
        return CONTEXT.isBound() ? CONTEXT.get().atMost(usually, clock.instant()) : usually;
    }

    /** A client whose calls end, the answer's body included, at their deadline. */
    static final class Client extends OkHttpClient {
        private final Duration wholeCall;
        private final Clock clock;

        Client(Builder builder, Duration wholeCall, Clock clock) {
            super(builder);
            this.wholeCall = wholeCall;
            this.clock = clock;
        }

        @Override
        public Call newCall(Request request) {
            Call call = super.newCall(request);
            call.timeout().timeout(atMost(wholeCall, clock).toMillis(), TimeUnit.MILLISECONDS);
            return call;
        }
    }
}
