package dev.earshot.testing.process;

import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A real broker of Apache Kafka in KRaft mode, a process of its own from the tests' class path: it can be suspended,
 * killed and started again with all that it has stored.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Its clients in this JVM log all their properties; held here, because a logger that is not may be forgotten. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private final Path directory;
    private final int port;
    private final int securedPort;
    private Process process;

    private KafkaBroker(Path directory, int port, int securedPort) {
        this.directory = directory;
        this.port = port;
        this.securedPort = securedPort;
    }

    /** One with nothing stored; waits until it answers. */
    public static KafkaBroker start() {
        return start(List.of());
    }

    /**
     * One that also listens with TLS and SCRAM, and has rights for topics.
     *
     * @param certificate its key and certificates, PEM
     */
    public static KafkaBroker startSecured(Path certificate) {
        return start(List.of(
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL",
                "sasl.enabled.mechanisms=SCRAM-SHA-512",
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config="
                        + "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "ssl.keystore.type=PEM",
                "ssl.keystore.location=" + certificate,
                "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found=true",
                "super.users=User:ANONYMOUS"));
    }

    private static KafkaBroker start(List<String> security) {
        CLIENTS.setLevel(Level.SEVERE);
        try {
            int port = freePort();
            int controller = freePort();
            Path home = Surroundings.home();
            Files.createDirectories(home);
            KafkaBroker broker = new KafkaBroker(Files.createTempDirectory(home, "kafka-"), port, freePort());
            List<String> settings = new ArrayList<>(List.of(
                    "process.roles=broker,controller",
                    "node.id=1",
                    "controller.quorum.voters=1@localhost:" + controller,
                    "controller.listener.names=CONTROLLER",
                    "log.dirs=" + broker.directory.resolve("data"),
                    "auto.create.topics.enable=false",
                    "offsets.topic.replication.factor=1"));
            settings.addAll(security);
            String listeners = "PLAINTEXT://" + broker.address() + ",CONTROLLER://localhost:" + controller;
            settings.add(
                    "listeners=" + listeners + (security.isEmpty() ? "" : ",SASL_SSL://" + broker.securedAddress()));
            Files.write(broker.settings(), settings);
            if (broker.run("kafka.tools.StorageTool", "format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c")
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("The storage was not formatted; see " + broker.log());
            }
            broker.restart();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens, as {@code host:port}. */
    public String address() {
        return "localhost:" + port;
    }

    /** Where it listens with TLS and SCRAM. */
    public String securedAddress() {
        return "localhost:" + securedPort;
    }

    /** What its administrators do. */
    public KafkaAdministrator administrator() {
        return new KafkaAdministrator(address());
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** Starts it, with what it has stored, and waits until it listens. */
    public void restart() {
        process = run("kafka.Kafka");
        await().atMost(PATIENCE).until(this::listens);
    }

    /** It keeps its connections, and does nothing. */
    public void suspend() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) {
        try {
            Process sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("SIG" + signal + " was not sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError("The broker has ended; see " + log());
        }
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a class of Kafka's with these arguments and the broker's settings. */
    private Process run(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classPath(),
                main));
        command.addAll(List.of(arguments));
        command.add(settings().toString());
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Surefire's own class path may be one jar that names the others. */
    private static String classPath() {
        String tests = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(tests.split(File.pathSeparator)).stream()
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
