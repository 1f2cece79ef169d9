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
 * Cuts what the SDK does on this thread to the time that its asker has left. The SDK has no place for a deadline between our call and
 * its connection, so it goes past it.
 */
final class CallDeadline {
    private static final ScopedValue<CallContext> ASK = ScopedValue.newInstance();

    private CallDeadline() {}

    static <T> T of(CallContext callContext, GraphRequest<T> request, GraphServiceClient client) throws IOException {
        return ScopedValue.where(ASK, callContext).call(() -> request.send(client));
    }

    /** That long, or as long as is left for what this thread asks. */
    static Duration atMost(Duration usually, Clock clock) {
        return ASK.isBound() ? ASK.get().atMost(usually, clock.instant()) : usually;
    }

    /** A client whose calls end, the answer's body included, when their asker's time is over. */
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
