# Runs in the container "scanner": fetches signatures, keeps them fresh, and scans what the portal sends.
set -eu
chown clamav:clamav /var/lib/clamav
mkdir -p /var/tmp/scans
chown clamav:clamav /var/tmp/scans

cat >/var/tmp/freshclam.conf <<'CONF'
DatabaseDirectory /var/lib/clamav
DatabaseOwner clamav
DatabaseMirror database.clamav.net
NotifyClamd /var/tmp/clamd.conf
Checks 12
CONF

# larger than any document that the portal takes; what cannot be looked into is not called clean
cat >/var/tmp/clamd.conf <<'CONF'
Foreground yes
User clamav
TCPSocket 3310
TCPAddr 0.0.0.0
DatabaseDirectory /var/lib/clamav
TemporaryDirectory /var/tmp/scans
StreamMaxLength 64M
MaxScanSize 256M
MaxFileSize 64M
AlertExceedsMax yes
AlertEncryptedDoc yes
ConcurrentDatabaseReload no
MaxThreads 4
CONF

freshclam --config-file=/var/tmp/freshclam.conf --stdout
freshclam --config-file=/var/tmp/freshclam.conf --stdout --daemon --foreground &
exec clamd --config-file=/var/tmp/clamd.conf
