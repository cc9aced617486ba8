package dev.earshot.testing.process;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes topics, users and rights in a broker, and reads what a topic holds. */
public final class KafkaAdministrator {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String address;

    KafkaAdministrator(String address) {
        this.address = address;
    }

    public void create(String topic, int partitions) {
        create(topic, partitions, Map.of());
    }

    /** @param settings of the topic, such as {@code max.message.bytes} */
    public void create(String topic, int partitions, Map<String, String> settings) {
        administer(admin -> admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                .all());
    }

    /** Makes the user, or gives it another password. */
    public void setPassword(String user, String password) {
        ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        administer(admin -> admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialUpsertion(user, kind, password)))
                .all());
    }

    /** From now on the user may not write to the topic. */
    public void denyWriting(String user, String topic) {
        administer(admin -> admin.createAcls(List.of(denial(user, topic))).all());
    }

    public void allowWriting(String user, String topic) {
        administer(admin ->
                admin.deleteAcls(List.of(denial(user, topic).toFilter())).all());
    }

    private static AclBinding denial(String user, String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", AclOperation.WRITE, AclPermissionType.DENY));
    }

    private void administer(Function<Admin, KafkaFuture<?>> work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            work.apply(admin).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The broker did not do it", e);
        }
    }

    /** All that the topic holds, each partition's records in order. */
    public List<ConsumerRecord<String, String>> records(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "client.id", "test");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> all = new ArrayList<>();
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                return partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
            });
            return all;
        }
    }
}
