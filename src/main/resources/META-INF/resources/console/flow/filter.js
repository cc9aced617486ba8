/**
 * The filter of this delivery alone: there is no other of its event to the same destination within a millisecond, which is as exact as a page
 * can count. Another destination has its own delivery of the same event, made in the same moment.
 */
export function only(one) {
  return {
    destination: one.destination,
    status: one.status.toLowerCase(),
    customer: one.customerId,
    event: one.event,
    since: one.createdAt,
    until: new Date(new Date(one.createdAt).getTime() + 1).toISOString(),
  };
}
