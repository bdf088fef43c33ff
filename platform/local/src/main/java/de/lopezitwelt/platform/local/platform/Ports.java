package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.server.FreePorts;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Which port is whose. All are below 32768, where the kernel does not take ports for outgoing connections. A service has a second one for
 * those who operate it.
 */
public record Ports(int mysql, int kafka, int kafkaController, Map<PlatformService, Integer> services) {
    private static final int MYSQL = 13_306;
    private static final int KAFKA = 19_092;
    private static final int KAFKA_CONTROLLER = 19_095;
    static final String MANAGEMENT = " management";

    public Ports {
        services = Map.copyOf(services);
    }

    /** The documented ports, each moved by the given number. */
    public static Ports standard(int shift) {
        var services = new EnumMap<PlatformService, Integer>(PlatformService.class);
        for (PlatformService service : PlatformService.values()) {
            services.put(service, service.standardPort() + shift);
        }
        return new Ports(MYSQL + shift, KAFKA + shift, KAFKA_CONTROLLER + shift, services);
    }

    /** Ports that are free at the moment. */
    public static Ports free() {
        var services = new EnumMap<PlatformService, Integer>(PlatformService.class);
        for (PlatformService service : PlatformService.values()) {
            services.put(service, FreePorts.next());
        }
        return new Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), services);
    }

    public int of(PlatformService service) {
        Integer port = services.get(service);
        if (port == null) {
            throw new IllegalStateException("no port for " + service);
        }
        return port;
    }

    /** Where health and metrics of the service are. */
    public int managementOf(PlatformService service) {
        return managementOf(of(service));
    }

    /** Where health and metrics of the instance are that serves clients at the given port. */
    public static int managementOf(int port) {
        return port + FreePorts.COMPANION;
    }

    /** Keeps them for a later run that looks after the same processes. */
    void save(Path file) throws IOException {
        var properties = new Properties();
        numbers().forEach((name, port) -> properties.setProperty(name, Integer.toString(port)));
        var text = new StringWriter();
        properties.store(text, null);
        Files.writeString(file, text.toString());
    }

    /** Reads what {@link #save} wrote. */
    static Ports load(Path file) throws IOException {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        var services = new EnumMap<PlatformService, Integer>(PlatformService.class);
        for (PlatformService service : PlatformService.values()) {
            services.put(service, Integer.valueOf(properties.getProperty(service.serviceName())));
        }
        return new Ports(
                Integer.parseInt(properties.getProperty("MySQL")),
                Integer.parseInt(properties.getProperty("Kafka")),
                Integer.parseInt(properties.getProperty("Kafka controller")),
                services);
    }

    /** By the name that is shown when one is taken. */
    Map<String, Integer> numbers() {
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put("MySQL", mysql);
        numbers.put("Kafka", kafka);
        numbers.put("Kafka controller", kafkaController);
        for (PlatformService service : PlatformService.values()) {
            numbers.put(service.serviceName(), of(service));
            numbers.put(service.serviceName() + MANAGEMENT, managementOf(service));
        }
        return numbers;
    }
}
