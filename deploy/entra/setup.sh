#!/usr/bin/env bash
# Registers photo sync in Entra ID: app registration, certificate or federated credential, permissions, consent, roles of operators.
#
# Says each thing that it changes, and changes nothing that is so already, so it may be run again at any time. Removes nothing: what
# others added to the registration stays. With --dry-run it only reads, and prints the calls that it would make.
# The same by hand, with the reason of each step: by-hand.md.
#
# Needs: az, signed in to the tenant (az login --allow-no-subscriptions) as a user who may register apps (Application Administrator) and,
# for the consent, assign app roles of Microsoft Graph (Privileged Role Administrator); openssl for the certificate.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat <<'USAGE'
setup.sh [--dry-run] [--cloud worldwide|gcc-high|dod|21vianet] [--name NAME | --app-id ID]
         [--certificate FILE [--make-certificate KEYFILE]] [--federated-issuer URL --federated-subject SUBJECT]
         [--console-url URL] [--scope-groups] [--hidden-members] [--no-consent]

  --dry-run                reads only; prints what would be changed
  --cloud                  which of Microsoft's clouds; worldwide if not said. az must be set to it (az cloud set)
  --name                   display name of the registration; "photo sync" if not said
  --app-id                 an existing registration by its application (client) id
  --certificate            PEM file of the certificate that photo sync proves itself with (never the key)
  --make-certificate       where --certificate does not exist: makes it, for 365 days, and its key as KEYFILE; overwrites neither
  --federated-issuer, --federated-subject
                           instead of a certificate: whose tokens Entra takes for photo sync's, such as a cluster's
                           and system:serviceaccount:NAMESPACE:photosync
  --console-url            photosync.console.public-url, where browsers reach the console by https; http://localhost, as by a
                           port-forward, is registered in any case
  --scope-groups           photosync.scope.* is used: may read the members of groups
  --hidden-members         one of those groups hides its members: may read these too
  --no-consent             asks for the permissions, and leaves the consent to another administrator
USAGE
}

fail() {
    echo "setup.sh: $*" >&2
    exit 1
}

dry_run=false
cloud=worldwide
name="photo sync"
app_id=""
certificate=""
key=""
issuer=""
subject=""
console_url=""
scope_groups=false
hidden_members=false
consent=true
while [ $# -gt 0 ]; do
    option=$1
    shift
    case $option in
        --cloud | --name | --app-id | --certificate | --make-certificate | --federated-issuer | --federated-subject | --console-url)
            value=${1:-}
            [ -n "$value" ] || fail "$option needs a value"
            shift
            ;;
    esac
    case $option in
        --dry-run) dry_run=true ;;
        --cloud) cloud=$value ;;
        --name) name=$value ;;
        --app-id) app_id=$value ;;
        --certificate) certificate=$value ;;
        --make-certificate) key=$value ;;
        --federated-issuer) issuer=$value ;;
        --federated-subject) subject=$value ;;
        --console-url) console_url=${value%/} ;;
        --scope-groups) scope_groups=true ;;
        --hidden-members) hidden_members=true ;;
        --no-consent) consent=false ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; fail "unknown option $option" ;;
    esac
done

case $cloud in
    worldwide) az_cloud=AzureCloud ;;
    gcc-high | dod) az_cloud=AzureUSGovernment ;;
    21vianet) az_cloud=AzureChinaCloud ;;
    *) fail "--cloud must be worldwide, gcc-high, dod or 21vianet, got '$cloud'" ;;
esac
[ -n "$issuer" ] && [ -z "$subject" ] && fail "--federated-issuer needs --federated-subject"
[ -z "$issuer" ] && [ -n "$subject" ] && fail "--federated-subject needs --federated-issuer"
case "$issuer$subject" in
    *[\"\'\\]*) fail "--federated-issuer and --federated-subject are without quotes and backslashes" ;;
esac
if [ -n "$console_url" ] && ! grep -qxE 'https://[A-Za-z0-9.-]+(:[0-9]+)?' <<< "$console_url"; then
    fail "--console-url must be https://host[:port] without a path, got '$console_url'"
fi
[ -n "$key" ] && [ -z "$certificate" ] && fail "--make-certificate needs --certificate, the file to make"
if [ -n "$certificate" ] && [ ! -f "$certificate" ] && [ -z "$key" ]; then
    fail "--certificate must name a readable PEM file, but '$certificate' is none; to have it made, add --make-certificate KEYFILE"
fi
if [ -f "$certificate" ] && grep -q "PRIVATE KEY" "$certificate"; then
    fail "--certificate '$certificate' holds a private key; Entra gets the certificate alone"
fi
command -v az > /dev/null || fail "az is not installed: see by-hand.md for the way without it"

preset() {
    sed -n "s|^$1=||p" "$here/clouds/$cloud.properties"
}
graph=$(preset photosync.graph-url)
login=$(preset photosync.login-url)

# What is only read, also in a dry run. Entra says "None" where tsv has nothing.
ask() {
    az "$@" --only-show-errors | tr -d '\r' | sed '/^None$/d'
}

# change WHAT ARGUMENTS... : tells it, and does it unless nothing may be changed.
change() {
    echo "change: $1"
    shift
    if $dry_run; then
        printf '  would run: az'
        printf ' %q' "$@"
        printf '\n'
    else
        az "$@" --only-show-errors > /dev/null
    fi
}

# What was made a moment ago is not known everywhere in Entra at once.
patiently() {
    local try
    for try in 1 2 3 4 5 6; do
        "$@" && return 0
        [ "$try" = 6 ] && return 1
        echo "  not known to Entra yet; once more in ${PHOTOSYNC_SETUP_PAUSE:-10} s"
        sleep "${PHOTOSYNC_SETUP_PAUSE:-10}"
    done
}

so_already() {
    echo "is so:  $1"
}

has_line() {
    grep -qixF -e "$1" <<< "$2"
}

set_to=$(ask cloud show --query name --output tsv)
[ "$set_to" = "$az_cloud" ] || fail "az is set to $set_to, --cloud $cloud is $az_cloud: az cloud set --name $az_cloud, then az login"
tenant=$(ask account show --query tenantId --output tsv)
[ -n "$tenant" ] || fail "az is signed in to no tenant: az login --allow-no-subscriptions"
echo "tenant $tenant, $graph$($dry_run && echo ', nothing is changed')"

# --- Registration -----------------------------------------------------------------------------------------------------
if [ -z "$app_id" ]; then
    app_id=$(ask ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[].appId" --output tsv)
    [ "$(grep -c . <<< "$app_id")" -le 1 ] || fail "there are several registrations called '$name': choose with --app-id"
fi
if [ -n "$app_id" ]; then
    object_id=$(ask ad app show --id "$app_id" --query id --output tsv)
    [ -n "$object_id" ] || fail "there is no app registration $app_id in this tenant"
    so_already "app registration $app_id"
elif $dry_run; then
    change "app registration '$name', for this tenant only" \
        ad app create --display-name "$name" --sign-in-audience AzureADMyOrg
    object_id=""
else
    change "app registration '$name', for this tenant only" \
        ad app create --display-name "$name" --sign-in-audience AzureADMyOrg
    find_app() {
        app_id=$(ask ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[].appId" --output tsv)
        [ -n "$app_id" ]
    }
    patiently find_app || fail "the registration was made, and Entra does not list it: run this again"
    object_id=$(ask ad app show --id "$app_id" --query id --output tsv)
fi
# Only in a dry run is there none: then there is nothing to read of it, and calls are printed with this in its place.
known=$([ -n "$app_id" ] && echo true || echo false)
shown_id=${app_id:-APPLICATION_ID}

# of_app ARGUMENTS... : reads something of the registration; nothing where there is none yet.
of_app() {
    if $known; then
        ask "$@"
    fi
}

# --- Version of the tokens that operators bring --------------------------------------------------------------------------
version=$(of_app ad app show --id "$shown_id" --query api.requestedAccessTokenVersion --output tsv)
if [ "$version" = 2 ]; then
    so_already "requestedAccessTokenVersion 2"
else
    change "requestedAccessTokenVersion 2 (was ${version:-not set}): photo sync checks operators' tokens of that version" \
        rest --method PATCH --url "$graph/v1.0/applications/${object_id:-OBJECT_ID}" --resource "$graph" \
        --headers Content-Type=application/json --body '{"api":{"requestedAccessTokenVersion":2}}'
fi

# --- Roles of operators --------------------------------------------------------------------------------------------------
role() {
    printf '{"allowedMemberTypes":["User","Application"],"description":"%s","displayName":"%s","id":"%s","isEnabled":true,"value":"%s"}' \
        "$3" "$1" "$2" "$1"
}
roles=$(of_app ad app show --id "$shown_id" --query "appRoles[].value" --output tsv)
missing=""
add_role() {
    if has_line "$1" "$roles"; then
        so_already "app role $1"
    else
        echo "change: app role $1"
        missing="${missing:+$missing,}$(role "$@")"
    fi
}
add_role PhotoSync.Viewer 3f0d2f2e-6a0e-4a55-9b57-1d1f6f6c0a01 "Sees what photo sync knows and does"
add_role PhotoSync.Operator 3f0d2f2e-6a0e-4a55-9b57-1d1f6f6c0a02 "Sees everything, and may replay, discard, pause, release and refuse"
if [ -n "$missing" ]; then
    # Entra takes the list as a whole: those that are there go along.
    before=$(of_app ad app show --id "$shown_id" --query appRoles --output json | tr -d '\n')
    inside=$(sed -e 's/^ *\[ *//' -e 's/ *\] *$//' <<< "$before")
    change "the list of app roles, with those that were there" \
        ad app update --id "$shown_id" --app-roles "[${inside:+$inside,}$missing]"
fi

# --- Where Entra sends operators' browsers back ---------------------------------------------------------------------------
redirects=$(of_app ad app show --id "$shown_id" --query "web.redirectUris[]" --output tsv)
wanted=$redirects
for site in http://localhost $console_url; do
    if has_line "$site/ops/signed-in" "$redirects"; then
        so_already "redirect URI $site/ops/signed-in"
    else
        echo "change: redirect URI $site/ops/signed-in"
        wanted="${wanted:+$wanted
}$site/ops/signed-in"
    fi
done
if [ "$wanted" != "$redirects" ]; then
    # Entra takes the list as a whole: those that are there go along.
    change "the list of redirect URIs, with those that were there" \
        rest --method PATCH --url "$graph/v1.0/applications/${object_id:-OBJECT_ID}" --resource "$graph" \
        --headers Content-Type=application/json --body \
        "{\"web\":{\"redirectUris\":[\"${wanted//$'\n'/\",\"}\"]}}"
fi

# --- How photo sync proves who it is --------------------------------------------------------------------------------------
if [ -n "$certificate" ] && [ ! -f "$certificate" ]; then
    [ ! -e "$key" ] || fail "--make-certificate '$key' exists already; it is not overwritten"
    echo "change: certificate $certificate and key $key, for 365 days"
    if $dry_run; then
        echo "  would run: openssl req -x509 -newkey rsa:3072 ..."
    else
        (umask 077 && openssl req -x509 -newkey rsa:3072 -sha256 -nodes -days 365 -subj "/CN=photo sync" \
            -keyout "$key" -out "$certificate" 2> /dev/null)
    fi
fi
if [ -f "$certificate" ]; then
    openssl x509 -in "$certificate" -noout 2> /dev/null || fail "--certificate '$certificate' is no certificate in PEM"
    openssl x509 -in "$certificate" -noout -checkend 0 > /dev/null || fail "the certificate '$certificate' is over"
    thumbprint=$(openssl x509 -in "$certificate" -noout -fingerprint -sha1 | sed -e 's/.*=//' -e 's/://g')
    # Entra writes the thumbprint as hexadecimal digits or as Base64.
    base64=$(openssl x509 -in "$certificate" -outform DER | openssl dgst -sha1 -binary | openssl base64)
    registered=$(of_app ad app credential list --id "$shown_id" --cert --query "[].customKeyIdentifier" --output tsv)
    if has_line "$thumbprint" "$registered" || grep -qxF -e "$base64" <<< "$registered"; then
        so_already "certificate $thumbprint"
    else
        change "certificate $thumbprint, beside those that are registered" \
            ad app credential reset --id "$shown_id" --cert "@$certificate" --append
    fi
elif [ -n "$certificate" ]; then
    change "that certificate, beside those that are registered" \
        ad app credential reset --id "$shown_id" --cert "@$certificate" --append
fi
if [ -n "$issuer" ]; then
    federated=$(of_app ad app federated-credential list --id "$shown_id" \
        --query "[?issuer=='$issuer' && subject=='$subject'].name" --output tsv)
    if [ -n "$federated" ]; then
        so_already "federated credential $federated for $subject"
    else
        # The name must be another one for each pair of issuer and subject.
        label=photosync-$(printf '%s' "$issuer $subject" | cksum | cut -d ' ' -f 1)
        change "federated credential for $subject of $issuer" \
            ad app federated-credential create --id "$shown_id" --parameters \
            "{\"name\":\"$label\",\"issuer\":\"$issuer\",\"subject\":\"$subject\",\"audiences\":[\"api://AzureADTokenExchange\"]}"
    fi
fi

# --- Permissions and consent ----------------------------------------------------------------------------------------------
service_principal=$(of_app ad sp list --filter "appId eq '$shown_id'" --query "[].id" --output tsv)
if [ -n "$service_principal" ]; then
    so_already "service principal of the registration"
else
    change "service principal of the registration: what permissions are granted to" ad sp create --id "$shown_id"
    find_principal() {
        service_principal=$(ask ad sp list --filter "appId eq '$app_id'" --query "[].id" --output tsv)
        [ -n "$service_principal" ]
    }
    if ! $dry_run; then
        patiently find_principal || fail "the service principal was made, and Entra does not list it: run this again"
    fi
fi
granted=""
if [ -n "$service_principal" ]; then
    granted=$(ask rest --method GET --url "$graph/v1.0/servicePrincipals/$service_principal/appRoleAssignments" \
        --resource "$graph" --query "value[].join('/', [resourceId, appRoleId])" --output tsv)
fi

# permission API NAME ID WHY : asks for it, and grants it.
permission() {
    local api=$1 permission=$2 id=$3 why=$4 asked resource
    asked=$(of_app ad app permission list --id "$shown_id" \
        --query "[?resourceAppId=='$api'].resourceAccess[].id" --output tsv)
    if has_line "$id" "$asked"; then
        so_already "permission $permission"
    else
        change "permission $permission: $why" \
            ad app permission add --id "$shown_id" --api "$api" --api-permissions "$id=Role"
    fi
    $consent || return 0
    resource=$(ask ad sp show --id "$api" --query id --output tsv)
    if has_line "$resource/$id" "$granted"; then
        so_already "consent to $permission"
        return 0
    fi
    patiently change "consent to $permission" \
        rest --method POST --url "$graph/v1.0/servicePrincipals/${service_principal:-SERVICE_PRINCIPAL}/appRoleAssignments" \
        --resource "$graph" --headers Content-Type=application/json --body \
        "{\"principalId\":\"${service_principal:-SERVICE_PRINCIPAL}\",\"resourceId\":\"$resource\",\"appRoleId\":\"$id\"}" ||
        fail "consent to $permission was refused: it needs a Privileged Role Administrator; the others may run this again"
}

microsoft_graph=00000003-0000-0000-c000-000000000000
sharepoint=00000003-0000-0ff1-ce00-000000000000
permission $microsoft_graph "Microsoft Graph User.Read.All" df021288-bdef-4463-88db-98f22de89214 \
    "users, their photos, and the subscription to their changes"
if $scope_groups; then
    permission $microsoft_graph "Microsoft Graph GroupMember.Read.All" 98830695-27a2-44f7-8c18-0c3ebc9698f6 \
        "the members of the groups in photosync.scope.*"
fi
if $hidden_members; then
    permission $microsoft_graph "Microsoft Graph Member.Read.Hidden" 658aa5d8-239f-45c4-aa12-864f4fc7e490 \
        "the members of a group that hides them"
fi
permission $sharepoint "SharePoint User.ReadWrite.All" 741f803b-c850-494e-b5df-cde7c675a1ca \
    "the picture properties of every user's profile"
permission $sharepoint "SharePoint Sites.FullControl.All" 678536fe-1083-478a-9c59-b99265e6b0d3 \
    "the photo files on the -my host"
$consent || echo "to do:  an administrator opens $login/$tenant/adminconsent?client_id=$shown_id and consents"

cat <<NEXT

Settings of photo sync, beside those of clouds/$cloud.properties:
photosync.tenant-id=$tenant
photosync.client-id=$shown_id
NEXT
[ -z "$console_url" ] || echo "photosync.console.public-url=$console_url"
if [ -n "$certificate" ]; then
    echo "photosync.certificate.path=$certificate"
    [ -z "$key" ] || echo "photosync.certificate.key-path=$key"
fi
echo "Give operators the roles PhotoSync.Viewer or PhotoSync.Operator: by-hand.md, step 7. Then: java -jar quarkus-run.jar check"
