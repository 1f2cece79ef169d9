package io.photosync.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * The tenant and its broker in a process of their own, so that the service beside them can be killed and started again. Takes
 * {@code name=value} arguments; prints one line of JSON with all settings for the service when everything is up; ends on SIGTERM.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Sandbox sandbox = Sandbox.start(SandboxArguments.read(arguments));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            sandbox.close();
                            ended.countDown();
                        },
                        "sandbox-end"));
        System.out.println(line(sandbox));
        System.out.flush();
        ended.await();
    }

    private static String line(Sandbox sandbox) {
        ObjectNode settings = Json.object();
        sandbox.serviceSettings().forEach(settings::put);
        settings.put(
                "sandbox.federated-token-file", sandbox.file("federated.jwt").toString());
        return new String(Json.write(settings), StandardCharsets.UTF_8);
    }
}
