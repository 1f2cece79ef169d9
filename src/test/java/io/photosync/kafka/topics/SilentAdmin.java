package io.photosync.kafka.topics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.common.KafkaFuture;

/** Stands between us and a real broker, and takes a setting out of its answers, as some services that speak Kafka's protocol do. */
final class SilentAdmin {
    private SilentAdmin() {}

    static Admin leavingOut(String setting, Admin admin) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(admin, arguments);
                        return answer instanceof DescribeConfigsResult told ? new Less(told, setting) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static final class Less extends DescribeConfigsResult {
        Less(DescribeConfigsResult told, String setting) {
            super(told.values().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> without(setting, entry.getValue()))));
        }

        private static KafkaFuture<Config> without(String setting, KafkaFuture<Config> told) {
            return told.thenApply(config -> new Config(config.entries().stream()
                    .filter(entry -> !entry.name().equals(setting))
                    .toList()));
        }
    }
}
