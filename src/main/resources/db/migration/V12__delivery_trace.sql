-- When the claim was made that a delivery was last sent under: what it waited for us, and what for Netmera.
alter table delivery add column claimed_at timestamptz;
