#!/bin/bash
# An IMAP server of one test's own, in the foreground: `dovecot.sh FOLDER PORT [CERTIFICATE]`. It listens on the
# loopback address only, takes any name with one password, and keeps everything in the folder; e-mails are files in
# FOLDER/mail/new. With a certificate (and its key, in one file) it speaks TLS from the first byte, and nothing else.
set -euo pipefail
folder="${1:?}" port="${2:?}" certificate="${3:-}"
if [ -n "$certificate" ]; then
    plain=0 wrapped="$port"
    tls="ssl = required
ssl_cert = <$certificate
ssl_key = <$certificate"
else
    plain="$port" wrapped=0
    tls="ssl = no"
fi
dovecot=$(command -v dovecot || echo /usr/sbin/dovecot)
mkdir -p "$folder/run" "$folder/state" "$folder/mail/new" "$folder/mail/cur" "$folder/mail/tmp"
if [ "$(id -u)" = 0 ]; then
    # It lets nobody read e-mails as root.
    owner="uid=mail gid=mail" internal=""
    chmod a+rx "$folder"
    chown -R mail:mail "$folder/mail"
    login=""
else
    owner="uid=$(id -u) gid=$(id -g)"
    internal="default_internal_user = $(id -un)
default_internal_group = $(id -gn)
default_login_user = $(id -un)
service anvil {
  chroot =
}
service stats {
  chroot =
}"
    login="  chroot ="
fi
cat >"$folder/dovecot.conf" <<CONF
base_dir = $folder/run
state_dir = $folder/state
log_path = $folder/log
protocols = imap
listen = 127.0.0.1
$tls
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:$folder/mail
$internal
service imap-login {
$login
  inet_listener imap {
    port = $plain
  }
  inet_listener imaps {
    port = $wrapped
    ssl = yes
  }
}
passdb {
  driver = static
  args = password=harbour-lantern-26
}
userdb {
  driver = static
  args = $owner home=$folder
}
CONF
exec "$dovecot" -F -c "$folder/dovecot.conf"
