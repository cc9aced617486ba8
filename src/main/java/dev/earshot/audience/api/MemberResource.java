package dev.earshot.audience.api;

import dev.earshot.audience.Audiences;
import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Member;
import dev.earshot.audience.sizing.MemberCursor;
import dev.earshot.audience.sizing.MemberList;
import dev.earshot.audience.sizing.Membership;
import dev.earshot.audience.sizing.MembershipEvidence;
import dev.earshot.customer.CustomerId;
import dev.earshot.http.Envelope;
import dev.earshot.http.auth.Planner;
import dev.earshot.http.parquet.ParquetWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The members of a planner's audience: by pages as JSON, or all in one stream as NDJSON or CSV. */
@Path("/audiences/{id}/members")
@RolesAllowed("planner")
public class MemberResource {
    private final Audiences audiences;
    private final Membership membership;
    private final MemberList list;
    private final Planner planner;

    MemberResource(Audiences audiences, Membership membership, MemberList list, Planner planner) {
        this.audiences = audiences;
        this.membership = membership;
        this.list = list;
        this.planner = planner;
    }

    /**
     * A member.
     *
     * @param anonymous whether the customer is unidentified and so can't be tagged
     */
    public record Entry(String customerId, boolean anonymous) {
        static Entry of(Member member) {
            return new Entry(member.customer().value(), member.customer().isAnonymous());
        }
    }

    /**
     * Whether a customer is a member, and why.
     *
     * @param groups each group of the rule, and what the customer showed and did of it
     * @param excludedBy what they showed that the rule excludes
     * @param excludedByEvents what they did that the rule excludes
     */
    public record Reasons(
            String customerId,
            boolean member,
            List<GroupReason> groups,
            List<MembershipEvidence.Shown> excludedBy,
            List<MembershipEvidence.Caused> excludedByEvents) {
        static Reasons of(String customerId, Rule rule, MembershipEvidence evidence) {
            List<GroupReason> groups = IntStream.range(0, rule.all().size())
                    .mapToObj(at ->
                            GroupReason.of(rule.all().get(at), evidence.groups().get(at)))
                    .toList();
            return new Reasons(
                    customerId, evidence.member(), groups, evidence.excludedBy(), evidence.excludedByEvents());
        }
    }

    /**
     * A customer and one group of the rule.
     *
     * @param any the criteria that match: if none is fulfilled, this is what is missing
     * @param shown the signals that fulfil it
     * @param events the events that fulfil it
     */
    public record GroupReason(
            List<Criterion> any,
            boolean fulfilled,
            List<MembershipEvidence.Shown> shown,
            List<MembershipEvidence.Caused> events) {
        static GroupReason of(Rule.Group group, MembershipEvidence.OfGroup evidence) {
            return new GroupReason(group.any(), evidence.fulfilled(), evidence.shown(), evidence.events());
        }
    }

    /** A page of members, in an order that stays the same. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Envelope<List<Entry>>> page(
            @RestPath String id,
            @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @RestQuery @Size(max = 20) String cursor) {
        int after = MemberCursor.read(cursor);
        return audiences
                .owned(planner.id(), id)
                .chain(audience -> membership.members(audience.rule(), after, limit + 1))
                .map(found ->
                        Envelope.page(found, limit, Entry::of, (Member last) -> MemberCursor.write(last.position())));
    }

    /** All members, one JSON object a line. */
    @GET
    @Produces("application/x-ndjson;qs=0.5")
    public RestMulti<byte[]> ndjson(@RestPath String id) {
        return stream(id, list::ndjson, "application/x-ndjson", "ndjson");
    }

    /** All members as CSV. */
    @GET
    @Produces("text/csv;qs=0.5")
    public RestMulti<byte[]> csv(@RestPath String id) {
        return stream(id, list::csv, "text/csv;charset=UTF-8", "csv");
    }

    /** All members as a Parquet file. */
    @GET
    @Produces(ParquetWriter.MEDIA_TYPE + ";qs=0.4")
    public RestMulti<byte[]> parquet(@RestPath String id) {
        return stream(id, list::parquet, ParquetWriter.MEDIA_TYPE, "parquet");
    }

    /** With the type, or the answer's would say the preference ({@code qs}) by which it was chosen. */
    private RestMulti<byte[]> stream(String id, Function<Rule, Multi<byte[]>> members, String type, String ending) {
        Map<String, List<String>> headers = Map.of(
                HttpHeaders.CONTENT_TYPE,
                List.of(type),
                HttpHeaders.CONTENT_DISPOSITION,
                List.of("attachment; filename=\"members." + ending + "\""));
        return RestMulti.fromUniResponse(
                audiences.owned(planner.id(), id), audience -> members.apply(audience.rule()), audience -> headers);
    }

    /** Whether a customer is a member, with the evidence. */
    @GET
    @Path("/{customerId}")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Envelope<Reasons>> reasons(@RestPath String id, @RestPath String customerId) {
        CustomerId customer = CustomerId.any("customerId", customerId);
        return audiences
                .owned(planner.id(), id)
                .chain(audience -> membership
                        .evidence(audience.rule(), customer)
                        .map(evidence -> Reasons.of(customerId, audience.rule(), evidence)))
                .map(Envelope::of);
    }
}
